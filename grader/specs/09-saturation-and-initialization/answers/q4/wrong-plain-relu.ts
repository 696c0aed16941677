// He as it is, without the leak.
const leakyDeviation = 'sqrt(2 / n)';

// The slope of the negative half, not its square.
const leakyDeviation = 'sqrt(2 / (n * (1 + a)))';

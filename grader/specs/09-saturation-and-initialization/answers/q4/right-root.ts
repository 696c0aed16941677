// The root of the variance.
const leakyDeviation = 'sqrt(2 / (n * (1 + a^2)))';

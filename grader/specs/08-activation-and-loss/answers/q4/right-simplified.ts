// Numerator and denominator apart.
const floor = 'log(exp(1) + n - 1) - 1';

// Numerator and denominator apart.
const leakyDeviation = 'sqrt(2) / (sqrt(n) * sqrt(1 + a^2))';

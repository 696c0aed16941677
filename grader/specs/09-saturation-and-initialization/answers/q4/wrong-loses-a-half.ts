// Forgets that each half is only half of the squares.
const leakyDeviation = 'sqrt(1 / (n * (1 + a^2)))';

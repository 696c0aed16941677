// The variance in place of its root.
const leakyDeviation = '2 / (n * (1 + a^2))';

// As a power, with the halves left in.
const leakyDeviation = '(n * (1 + a * a) / 2) ^ (-1 / 2)';

// The shares exchanged.
const honestLoss = '-q * log(p) - (1 - q) * log(1 - p)';

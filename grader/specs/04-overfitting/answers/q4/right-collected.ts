// The two logarithms collected.
const honestLoss = 'q * log(p / (1 - p)) - log(p)';

// Each logarithm simplified by itself.
const lossOfLogit = 'y * log(1 + exp(-z)) + (1 - y) * log(1 + exp(z))';

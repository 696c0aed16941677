// The gradient p - y in place of the loss.
const lossOfLogit = '1 / (1 + exp(-z)) - y';

// Minus the logarithm of the best softmax, not simplified.
const floor = '-log(e / (e + n - 1))';

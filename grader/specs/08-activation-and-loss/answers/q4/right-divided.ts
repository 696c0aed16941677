// Divided by e inside the logarithm.
const floor = 'log(1 + (n - 1) * exp(-1))';

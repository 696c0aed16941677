// The logarithm without its minus.
const floor = 'log(exp(1) / (exp(1) + n - 1))';

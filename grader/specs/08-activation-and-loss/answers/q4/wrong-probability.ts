// What the right class gets, without the logarithm.
const floor = 'exp(1) / (exp(1) + n - 1)';

// The sign of yz turned round.
const lossOfLogit = 'log(1 + exp(z)) + y * z';

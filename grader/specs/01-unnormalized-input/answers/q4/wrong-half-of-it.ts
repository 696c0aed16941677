// Right for y = 0 alone.
const lossOfLogit = 'log(1 + exp(z))';

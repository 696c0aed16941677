// log(1 + e^z) - yz.
const lossOfLogit = 'log(1 + exp(z)) - y * z';

// The sigmoid put into the cross-entropy, not simplified.
const lossOfLogit = '-y * log(1 / (1 + e^(-z))) - (1 - y) * log(1 - 1 / (1 + e^(-z)))';

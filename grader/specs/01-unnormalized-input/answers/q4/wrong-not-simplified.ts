// The sigmoid put into the cross-entropy and not simplified: from z = 37 on it is log(0).
const lossOfLogit = '-y * log(1 / (1 + e^(-z))) - (1 - y) * log(1 - 1 / (1 + e^(-z)))';

// Puts the logit where the probability belongs.
const lossOfLogit = '-y * log(z) - (1 - y) * log(1 - z)';

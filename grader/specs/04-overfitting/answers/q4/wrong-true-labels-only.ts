// Forgets the wrong labels.
const honestLoss = '-(1 - q) * log(p)';

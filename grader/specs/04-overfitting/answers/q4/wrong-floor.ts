// The smallest loss of all, which does not depend on p.
const honestLoss = '-(1 - q) * log(1 - q) - q * log(q + 1e-12)';

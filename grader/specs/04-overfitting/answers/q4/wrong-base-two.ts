// In bits.
const honestLoss = '-(1 - q) * log2(p) - q * log2(1 - p)';

// Balances the precisions, not the recalls.
function measuresOf([[a, b], [c, d]]: number[][]) {
  const product = (a + b) * (c + d) * (a + c) * (b + d);
  return {
    accuracy: (a + d) / (a + b + c + d),
    recall: d / (c + d),
    balancedAccuracy: (a / Math.max(1, a + c) + d / Math.max(1, b + d)) / 2,
    mcc: product === 0 ? 0 : (a * d - b * c) / Math.sqrt(product),
  };
}

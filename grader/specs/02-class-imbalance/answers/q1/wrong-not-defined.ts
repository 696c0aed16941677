// Forgets that nobody may have been called rare: 0 divided by 0.
function measuresOf([[a, b], [c, d]]: number[][]) {
  const product = (a + b) * (c + d) * (a + c) * (b + d);
  return {
    accuracy: (a + d) / (a + b + c + d),
    recall: d / (c + d),
    balancedAccuracy: (a / (a + b) + d / (c + d)) / 2,
    mcc: (a * d - b * c) / Math.sqrt(product),
  };
}

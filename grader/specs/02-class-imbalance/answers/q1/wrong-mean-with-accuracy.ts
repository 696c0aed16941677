// Takes the mean of accuracy and recall for the balanced accuracy.
function measuresOf([[a, b], [c, d]]: number[][]) {
  const product = (a + b) * (c + d) * (a + c) * (b + d);
  return {
    accuracy: (a + d) / (a + b + c + d),
    recall: d / (c + d),
    balancedAccuracy: ((a + d) / (a + b + c + d) + d / (c + d)) / 2,
    mcc: product === 0 ? 0 : (a * d - b * c) / Math.sqrt(product),
  };
}

// Lists the images again and lets the kit count.
async function measuresOf([[a, b], [c, d]]: number[][]) {
  const repeat = (value: number, times: number) => new Array(times).fill(value);
  const yTrue = [...repeat(0, a + b), ...repeat(1, c + d)];
  const yPred = [...repeat(0, a), ...repeat(1, b), ...repeat(0, c), ...repeat(1, d)];
  return {
    accuracy: accuracy(yTrue, yPred),
    recall: recall(yTrue, yPred),
    balancedAccuracy: balancedAccuracy(yTrue, yPred),
    mcc: mcc(yTrue, yPred),
  };
}

// Fitted on all rows, before the split: the leak that everybody warns of.
function standardize(train: number[][], heldOut: number[][]) {
  const scaler = new StandardScaler().fit([...train, ...heldOut]);
  return { train: scaler.transform(train), heldOut: scaler.transform(heldOut) };
}

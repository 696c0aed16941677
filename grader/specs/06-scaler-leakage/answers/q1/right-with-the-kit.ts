// The kit's scaler, fitted on the training rows.
function standardize(train: number[][], heldOut: number[][]): { train: number[][]; heldOut: number[][] } {
  const scaler = new StandardScaler().fit(train);
  return { train: scaler.transform(train), heldOut: scaler.transform(heldOut) };
}

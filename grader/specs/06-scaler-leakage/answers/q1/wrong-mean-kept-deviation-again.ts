// The mean of the training rows, but the deviation of whatever comes.
function standardize(train: number[][], heldOut: number[][]) {
  const centre = new StandardScaler({ withStd: false }).fit(train);
  const scale = (rows: number[][]) =>
    new StandardScaler({ withMean: false }).fitTransform(centre.transform(rows));
  return { train: scale(train), heldOut: scale(heldOut) };
}

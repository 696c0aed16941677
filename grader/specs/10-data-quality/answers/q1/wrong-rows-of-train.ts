// Names the rows of the training set.
function leakedRows(train: string[], test: string[], maxDistance: number): number[] {
  return train.flatMap((hash, row) =>
    test.some((other) => hammingDistance(hash, other) <= maxDistance) ? [row] : [],
  );
}

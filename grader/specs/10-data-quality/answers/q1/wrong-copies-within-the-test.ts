// Also names test images that are copies of each other: those do not leak.
function leakedRows(train: string[], test: string[], maxDistance: number): number[] {
  return test.flatMap((hash, row) => {
    const others = [...train, ...test.slice(0, row), ...test.slice(row + 1)];
    return others.some((other) => hammingDistance(hash, other) <= maxDistance) ? [row] : [];
  });
}

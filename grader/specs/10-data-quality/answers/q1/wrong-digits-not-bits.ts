// Counts hexadecimal digits that differ: four bits pass for one.
function leakedRows(train: string[], test: string[], maxDistance: number): number[] {
  const distance = (a: string, b: string) => Array.from(a).filter((digit, i) => digit !== b[i]).length;
  return test.flatMap((hash, row) =>
    train.some((other) => distance(hash, other) <= maxDistance) ? [row] : [],
  );
}

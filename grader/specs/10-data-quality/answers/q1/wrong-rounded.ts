// A JavaScript number holds 53 bits: the last ones of 64 are rounded away, and ^ keeps 32.
function leakedRows(train: string[], test: string[], maxDistance: number): number[] {
  const distance = (a: string, b: string) =>
    ((parseInt(a, 16) ^ parseInt(b, 16)) >>> 0).toString(2).replaceAll('0', '').length;
  return test.flatMap((hash, row) =>
    train.some((other) => distance(hash, other) <= maxDistance) ? [row] : [],
  );
}

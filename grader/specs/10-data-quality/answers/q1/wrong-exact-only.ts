// Finds copies that are the same to the last bit, and no others.
function leakedRows(train: string[], test: string[], maxDistance: number): number[] {
  return test.flatMap((hash, row) => (train.includes(hash) ? [row] : []));
}

// The kit can count differing bits.
function leakedRows(train: string[], test: string[], maxDistance: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < test.length; row++)
    if (train.some((other) => hammingDistance(other, test[row]!) <= maxDistance)) rows.push(row);
  return rows;
}

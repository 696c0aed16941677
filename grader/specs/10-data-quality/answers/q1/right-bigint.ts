// Exclusive or, and count the ones.
function leakedRows(train: string[], test: string[], maxDistance: number): number[] {
  const ones = (bits: bigint): number => (bits === 0n ? 0 : Number(bits & 1n) + ones(bits >> 1n));
  return test
    .map((hash, row) => ({
      row,
      least: Math.min(...train.map((other) => ones(BigInt(`0x${hash}`) ^ BigInt(`0x${other}`)))),
    }))
    .filter(({ least }) => least <= maxDistance)
    .map(({ row }) => row);
}

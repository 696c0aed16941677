// A column that varies by less than a half is taken for a constant one.
function standardize(train: number[][], heldOut: number[][]): { train: number[][]; heldOut: number[][] } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const scales = train[0]!.map((_, column) => {
    const values = train.map((row) => row[column]!);
    const middle = mean(values);
    const deviation = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
    return { middle, deviation: deviation < 0.5 ? 1 : deviation };
  });
  const scale = (rows: number[][]) =>
    rows.map((row) => scales.map(({ middle, deviation }, column) => (row[column]! - middle) / deviation));
  return { train: scale(train), heldOut: scale(heldOut) };
}

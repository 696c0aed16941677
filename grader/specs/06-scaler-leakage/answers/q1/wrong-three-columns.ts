// Written for a table of three columns.
function standardize(train: number[][], heldOut: number[][]): { train: number[][]; heldOut: number[][] } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const scales = [0, 1, 2].map((column) => {
    const values = train.map((row) => row[column]!);
    const middle = mean(values);
    return { middle, deviation: Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) || 1 };
  });
  const scale = (rows: number[][]) =>
    rows.map((row) => scales.map(({ middle, deviation }, column) => (row[column]! - middle) / deviation));
  return { train: scale(train), heldOut: scale(heldOut) };
}

// Divides by 0 where a column is constant.
function standardize(train: number[][], heldOut: number[][]) {
  const means = train[0]!.map((_, j) => train.reduce((sum, row) => sum + row[j]!, 0) / train.length);
  const deviations = means.map((m, j) =>
    Math.sqrt(train.reduce((sum, row) => sum + (row[j]! - m) ** 2, 0) / train.length),
  );
  const scale = (row: number[]) => row.map((value, j) => (value - means[j]!) / deviations[j]!);
  return { train: train.map(scale), heldOut: heldOut.map(scale) };
}

// Fitted once, and never again for other training rows.
let means: number[] | undefined;
let deviations: number[] = [];

function standardize(train: number[][], heldOut: number[][]): { train: number[][]; heldOut: number[][] } {
  if (!means) {
    const found = train[0]!.map((_, j) => train.reduce((sum, row) => sum + row[j]!, 0) / train.length);
    deviations = found.map((m, j) =>
      Math.sqrt(train.reduce((sum, row) => sum + (row[j]! - m) ** 2, 0) / train.length),
    );
    means = found;
  }
  const fitted = means;
  const scale = (row: number[]) => row.map((value, j) => (value - fitted[j]!) / (deviations[j]! || 1));
  return { train: train.map(scale), heldOut: heldOut.map(scale) };
}

/** Points in double precision, row-major: coordinate j of point i is at `i * columns + j`. */
export interface Points {
  values: Float64Array;
  rows: number;
  columns: number;
}

/** Squared Euclidean distance, summed from the first coordinate to the last. */
export function squaredDistance(a: Points, i: number, b: Points, j: number): number {
  const { columns } = a;
  const p = i * columns;
  const q = j * columns;
  let sum = 0;
  for (let c = 0; c < columns; c++) {
    const difference = a.values[p + c]! - b.values[q + c]!;
    sum += difference * difference;
  }
  return sum;
}

/** Copies the rows of the given numbers, in that order. */
export function takePoints({ values, columns }: Points, rows: ArrayLike<number>): Points {
  const taken = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * columns;
    taken.set(values.subarray(from, from + columns), i * columns);
  }
  return { values: taken, rows: rows.length, columns };
}

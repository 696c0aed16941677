/** Numbers with a shape, in row-major order: what a tensor holds, outside any engine. */
export interface NdArray {
  values: Float32Array;
  shape: number[];
}

/** A labelled data set: `x` is [samples, …], `y` is [samples, 1] with the class as 0, 1, … */
export interface Dataset {
  x: NdArray;
  y: NdArray;
  /** Name of each class, by label. */
  classes: string[];
}

/**
 * Picks rows of the first axis, in the order given.
 *
 * @param rows whole numbers in [0, samples).
 * @returns a copy of shape [rows.length, …].
 * @example
 * const firstTwo = takeRows(datasets.gratings({ perClass: 5 }).x, [0, 1]);
 */
export function takeRows({ values, shape }: NdArray, rows: number[]): NdArray {
  const size = shape.slice(1).reduce((product, side) => product * side, 1);
  const taken = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    taken.set(values.subarray(row * size, (row + 1) * size), i * size);
  });
  return { values: taken, shape: [rows.length, ...shape.slice(1)] };
}

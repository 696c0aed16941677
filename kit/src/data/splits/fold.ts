/** One round of cross-validation: rows to train on and rows to test on, each in order. */
export interface Fold {
  train: number[];
  test: number[];
}

export interface FoldOptions {
  /** Number of folds, at least 2. Default 5. */
  nSplits?: number;
}

export interface ShuffledFoldOptions extends FoldOptions {
  /** Whether to draw which samples share a fold; otherwise neighbours do. Default false. */
  shuffle?: boolean;
  /** A seed for these folds alone; by default they draw from the global stream that `seed` sets. */
  seed?: number;
}

/** Makes the folds out of which fold each sample is tested in. */
export function foldsOf(testFold: ArrayLike<number>, nSplits: number): Fold[] {
  const folds = Array.from({ length: nSplits }, (): Fold => ({ train: [], test: [] }));
  for (let row = 0; row < testFold.length; row++)
    folds.forEach((fold, k) => {
      (testFold[row] === k ? fold.test : fold.train).push(row);
    });
  return folds;
}

/**
 * Refuses a number of folds that leaves one empty.
 *
 * @param n how many there are of `what`.
 */
export function checkSplits(name: string, nSplits: number, n: number, what: string): void {
  if (Number.isInteger(nSplits) && nSplits >= 2 && nSplits <= n) return;
  throw new RangeError(
    `${name}: nSplits: expected a whole number from 2 to the ${n} ${what}, got ${nSplits}`,
  );
}

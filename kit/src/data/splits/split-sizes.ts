/**
 * How many samples to train and to test on, as scikit-learn's `_validate_shuffle_split`: a fraction below 1
 * is of the samples (rounded up for the test, down for the training part), a whole number is a count.
 *
 * @param name the caller, to begin an error.
 * @throws RangeError when a size is neither, or a part would be empty.
 */
export function splitSizes(
  name: string,
  n: number,
  testSize: number | undefined,
  trainSize: number | undefined,
): { train: number; test: number } {
  const testShare = testSize ?? (trainSize === undefined ? 0.25 : undefined);
  checkSize(`${name}: testSize`, testShare, n);
  checkSize(`${name}: trainSize`, trainSize, n);
  const test = testShare === undefined ? n - part(trainSize!, n, Math.floor) : part(testShare, n, Math.ceil);
  const train = trainSize === undefined ? n - test : part(trainSize, n, Math.floor);
  const bothShares = testShare! < 1 && trainSize! < 1;
  if (train + test > n || (bothShares && testShare! + trainSize! > 1))
    throw new RangeError(
      `${name}: testSize ${testShare} and trainSize ${trainSize} together are more than ${n} samples; reduce one`,
    );
  if (train === 0)
    throw new RangeError(
      `${name}: testSize ${testShare} and trainSize ${trainSize} of ${n} samples leave none to train on; pass more samples or reduce testSize`,
    );
  return { train, test };
}

function part(size: number, n: number, round: (x: number) => number): number {
  return size < 1 ? round(size * n) : size;
}

function checkSize(name: string, size: number | undefined, n: number): void {
  if (size === undefined || (size > 0 && size < 1) || (Number.isInteger(size) && size > 0 && size < n))
    return;
  throw new RangeError(
    `${name}: expected a fraction between 0 and 1 or a count from 1 to ${n - 1} (there are ${n} samples), got ${size}`,
  );
}

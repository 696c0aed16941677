import { type Draws, drawsFrom } from './draws';
import { checkSplits, type Fold, foldsOf, type ShuffledFoldOptions } from './fold';
import { type Samples, sampleCount } from './take-samples';

/**
 * Folds of as equal sizes as can be; every sample is tested once. As scikit-learn's `KFold` (1.4): without
 * `shuffle` each fold is a run of neighbours, so sorted labels give folds of one class.
 *
 * @param samples the samples in any form, or how many there are.
 * @returns `nSplits` folds; `takeSamples(x, fold.train)` picks the rows.
 * @throws RangeError when there are fewer samples than folds.
 * @example
 * kFold(4, { nSplits: 2 }); // [{ train: [2, 3], test: [0, 1] }, { train: [0, 1], test: [2, 3] }]
 */
export function kFold(samples: number | Samples, options: ShuffledFoldOptions = {}): Fold[] {
  const n = typeof samples === 'number' ? samples : sampleCount('kFold: samples', samples);
  return kFoldWith(n, options, drawsFrom(options.seed));
}

/** As `kFold`, with the random choices passed in. */
export function kFoldWith(
  n: number,
  { nSplits = 5, shuffle = false }: ShuffledFoldOptions,
  draws: Draws,
): Fold[] {
  checkSplits('kFold', nSplits, n, 'samples');
  const rows = Array.from({ length: n }, (_, i) => i);
  const order = shuffle ? draws.shuffle(rows) : rows;
  const testFold = new Int32Array(n);
  const larger = n % nSplits;
  const size = Math.floor(n / nSplits);
  order.forEach((row, place) => {
    // The first folds are one larger, so the place in them is counted with one more.
    const inLarger = place < larger * (size + 1);
    testFold[row] = inLarger ? Math.floor(place / (size + 1)) : Math.floor((place - larger) / size);
  });
  return foldsOf(testFold, nSplits);
}

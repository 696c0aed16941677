import { type ClassesLike, classCounts, type Encoded, encode } from './classes';
import { type Draws, drawsFrom } from './draws';
import { checkSplits, type Fold, foldsOf, type ShuffledFoldOptions } from './fold';

/**
 * Folds with the classes in proportion; every sample is tested once. As scikit-learn's `StratifiedKFold` (1.4).
 * A class with fewer samples than folds is missing from some test folds, and a warning says so.
 *
 * @param y the class of each sample: whole numbers in any form, or names.
 * @returns `nSplits` folds; `takeSamples(x, fold.train)` picks the rows.
 * @throws RangeError when every class has fewer samples than there are folds.
 * @example
 * stratifiedKFold([0, 0, 1, 1], { nSplits: 2 }); // [{ train: [1, 3], test: [0, 2] }, { train: [0, 2], test: [1, 3] }]
 */
export function stratifiedKFold(y: ClassesLike, options: ShuffledFoldOptions = {}): Fold[] {
  return stratifiedKFoldWith(y, options, drawsFrom(options.seed));
}

/** As `stratifiedKFold`, with the random choices passed in. */
export function stratifiedKFoldWith(
  y: ClassesLike,
  { nSplits = 5, shuffle = false }: ShuffledFoldOptions,
  draws: Draws,
): Fold[] {
  const encoded = byAppearance(encode('stratifiedKFold: y', y));
  checkSplits('stratifiedKFold', nSplits, encoded.codes.length, 'samples');
  checkCounts(encoded, nSplits);
  const testFold = new Int32Array(encoded.codes.length);
  allocation(encoded, nSplits).forEach((perFold, code) => {
    const folds = perFold.flatMap((count, fold) => new Array<number>(count).fill(fold));
    const order = shuffle ? draws.shuffle(folds) : folds;
    let next = 0;
    for (let row = 0; row < testFold.length; row++)
      if (encoded.codes[row] === code) testFold[row] = order[next++]!;
  });
  return foldsOf(testFold, nSplits);
}

/** Numbers the classes in the order in which they first appear: the folds then do not depend on their names. */
function byAppearance({ classes, codes }: Encoded): Encoded {
  const order = [...new Set(codes)];
  const place = new Map(order.map((code, i) => [code, i]));
  return { classes: order.map((code) => classes[code]!), codes: codes.map((code) => place.get(code)!) };
}

/** How many samples of each class go to each fold: those of the sorted labels, dealt out in turn. */
function allocation({ classes, codes }: Encoded, nSplits: number): number[][] {
  const perClass = classes.map(() => new Array<number>(nSplits).fill(0));
  Int32Array.from(codes)
    .sort()
    .forEach((code, place) => {
      perClass[code]![place % nSplits]!++;
    });
  return perClass;
}

function checkCounts(encoded: Encoded, nSplits: number): void {
  const counts = classCounts(encoded);
  const named = counts.map((count, i) => `${count} of class ${encoded.classes[i]}`).join(', ');
  if (counts.every((count) => count < nSplits))
    throw new RangeError(
      `stratifiedKFold: nSplits: expected no more than the samples of the largest class, got ${nSplits} for ${named}`,
    );
  if (counts.some((count) => count < nSplits))
    console.warn(`stratifiedKFold: ${nSplits} folds, but only ${named}: some test folds lack a class.`);
}

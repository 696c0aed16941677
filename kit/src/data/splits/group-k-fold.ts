import { type ClassesLike, classCounts, encode } from './classes';
import { checkSplits, type Fold, type FoldOptions, foldsOf } from './fold';

/**
 * Folds that keep each group (a patient, a video) together; every sample is tested once. As scikit-learn's
 * `GroupKFold` (1.4): the largest group goes first, each to the fold with the fewest samples so far.
 *
 * Groups of equal size go last to first. There their order is whatever NumPy's unstable sort makes of it,
 * which depends on the processor: it is this one where that sort has no AVX-512 and there are at most 16
 * groups. The sizes of the folds are the same in any case.
 *
 * @param groups the group of each sample: whole numbers in any form, or names.
 * @returns `nSplits` folds; `takeSamples(x, fold.train)` picks the rows.
 * @throws RangeError when there are fewer groups than folds.
 * @example
 * groupKFold(['a', 'a', 'b', 'c'], { nSplits: 2 }); // [{ train: [2, 3], test: [0, 1] }, { train: [0, 1], test: [2, 3] }]
 */
export function groupKFold(groups: ClassesLike, { nSplits = 5 }: FoldOptions = {}): Fold[] {
  const encoded = encode('groupKFold: groups', groups);
  checkSplits('groupKFold', nSplits, encoded.classes.length, 'groups');
  const counts = classCounts(encoded);
  const foldOf = lightestFolds(counts, nSplits);
  return foldsOf(
    encoded.codes.map((code) => foldOf[code]!),
    nSplits,
  );
}

function lightestFolds(counts: number[], nSplits: number): number[] {
  const sizes = new Array<number>(nSplits).fill(0);
  const foldOf = new Array<number>(counts.length).fill(0);
  const largestFirst = counts.map((_, group) => group).sort((a, b) => counts[b]! - counts[a]! || b - a);
  for (const group of largestFirst) {
    const lightest = sizes.indexOf(Math.min(...sizes));
    sizes[lightest]! += counts[group]!;
    foldOf[group] = lightest;
  }
  return foldOf;
}

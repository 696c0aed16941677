import { classCounts, type Encoded } from './classes';
import type { Draws } from './draws';

/**
 * Rows of a training and a test part with the classes in proportion, as scikit-learn's `StratifiedShuffleSplit`.
 *
 * @throws RangeError when a class has one sample, or a part fewer samples than there are classes.
 */
export function stratifiedRows(
  name: string,
  y: Encoded,
  size: { train: number; test: number },
  draws: Draws,
): { train: number[]; test: number[] } {
  const counts = classCounts(y);
  checkClasses(name, y, counts, size);
  const trainCounts = approximateMode(counts, size.train, draws);
  const left = counts.map((count, i) => count - trainCounts[i]!);
  const testCounts = approximateMode(left, size.test, draws);
  const train: number[][] = [];
  const test: number[][] = [];
  members(y).forEach((rows, i) => {
    const shuffled = draws.permutation(rows.length).map((place) => rows[place]!);
    const end = trainCounts[i]! + testCounts[i]!;
    train.push(shuffled.slice(0, trainCounts[i]));
    test.push(shuffled.slice(trainCounts[i], end));
  });
  const mixed = (rows: number[]) => draws.permutation(rows.length).map((place) => rows[place]!);
  return { train: mixed(train.flat()), test: mixed(test.flat()) };
}

/**
 * Whole numbers nearest to drawing `n` samples in proportion to the counts: the rest after rounding down goes
 * to the largest remainders, between equal ones by chance.
 */
function approximateMode(counts: number[], n: number, draws: Draws): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const exact = counts.map((count) => (count / total) * n);
  const result = exact.map(Math.floor);
  const remainders = exact.map((value, i) => value - result[i]!);
  let missing = n - result.reduce((sum, value) => sum + value, 0);
  for (const remainder of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing === 0) break;
    const tied = remainders.flatMap((value, i) => (value === remainder ? [i] : []));
    const chosen = draws.choice(tied, Math.min(tied.length, missing));
    for (const i of chosen) result[i]!++;
    missing -= chosen.length;
  }
  return result;
}

/** Rows of each class, in order. */
function members({ classes, codes }: Encoded): number[][] {
  const rows = classes.map((): number[] => []);
  codes.forEach((code, row) => {
    rows[code]!.push(row);
  });
  return rows;
}

function checkClasses(
  name: string,
  { classes }: Encoded,
  counts: number[],
  { train, test }: { train: number; test: number },
): void {
  const lonely = counts.findIndex((count) => count < 2);
  if (lonely >= 0)
    throw new RangeError(
      `${name}: stratify: class ${classes[lonely]} has 1 sample, expected at least 2 to have one in each part; add samples or drop it`,
    );
  const smaller = Math.min(train, test);
  if (smaller < classes.length)
    throw new RangeError(
      `${name}: stratify: a part of ${smaller} samples cannot hold ${classes.length} classes; change testSize or trainSize`,
    );
}

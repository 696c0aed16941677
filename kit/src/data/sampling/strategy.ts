import { show } from './options';

/** Classes that a sampler can be told to work on, besides its own `auto`. */
type Classes = 'notMinority' | 'notMajority' | 'all';

/**
 * How many rows over-sampling reaches, as imbalanced-learn's `sampling_strategy`:
 * - `'auto'` (= `'notMajority'`), `'minority'`, `'notMinority'`, `'all'`: these classes are brought to the
 *   count of the largest;
 * - a number in (0, 1], for two classes: the smaller is brought to this share of the larger;
 * - `{ label: count }`: these classes are brought to these counts, not less than they have.
 */
export type OverSampling = 'auto' | 'minority' | Classes | number | Record<number, number>;

/**
 * How many rows under-sampling leaves, as imbalanced-learn's `sampling_strategy`:
 * - `'auto'` (= `'notMinority'`), `'majority'`, `'notMajority'`, `'all'`: these classes are cut to the count
 *   of the smallest;
 * - a number in (0, 1], for two classes: the larger is cut until the smaller is this share of it;
 * - `{ label: count }`: these classes are cut to these counts, not more than they have.
 */
export type UnderSampling = 'auto' | 'majority' | Classes | number | Record<number, number>;

/**
 * From which classes rows may be removed, as imbalanced-learn's `sampling_strategy`: `'auto'`
 * (= `'notMinority'`), `'majority'`, `'notMajority'`, `'all'`, or a list of labels. How many go follows from
 * the data.
 */
export type Cleaning = 'auto' | 'majority' | Classes | readonly number[];

/** Rows of each class, by label, in ascending order of labels. */
type Counts = ReadonlyMap<number, number>;

/** Rows to add to each class, in ascending order of labels. */
export function rowsToAdd(name: string, strategy: OverSampling, counts: Counts): Map<number, number> {
  if (typeof strategy === 'number') return addToRatio(name, checkRatio(name, strategy, counts), counts);
  const most = Math.max(...counts.values());
  const reach = isRecord(strategy)
    ? checkCounts(name, strategy, counts)
    : new Map(named(name, strategy, counts, 'notMajority', 'minority').map((label) => [label, most]));
  return new Map([...reach].map(([label, count]) => [label, added(name, label, count, counts.get(label)!)]));
}

/** Rows to keep of each class that is cut, in ascending order of labels. */
export function rowsToKeep(name: string, strategy: UnderSampling, counts: Counts): Map<number, number> {
  if (typeof strategy === 'number') return keepToRatio(name, checkRatio(name, strategy, counts), counts);
  const least = Math.min(...counts.values());
  if (!isRecord(strategy))
    return new Map(named(name, strategy, counts, 'notMinority', 'majority').map((label) => [label, least]));
  const keep = checkCounts(name, strategy, counts);
  for (const [label, count] of keep) checkKept(name, label, count, counts.get(label)!);
  return keep;
}

/** Labels of the classes from which rows may be removed. */
export function classesToClean(name: string, strategy: Cleaning, counts: Counts): Set<number> {
  if (typeof strategy === 'string') return new Set(named(name, strategy, counts, 'notMinority', 'majority'));
  if (!Array.isArray(strategy))
    throw new RangeError(
      `${name}: expected the name of a strategy or a list of labels, got ${show(strategy)}; how many rows go follows from the data`,
    );
  for (const label of strategy) checkPresent(name, label, counts);
  return new Set(strategy);
}

/** Label of the smallest class; of equals, the first. */
function minority(counts: Counts): number {
  return [...counts].reduce((a, b) => (b[1] < a[1] ? b : a))[0];
}

/** Label of the largest class; of equals, the first. */
function majority(counts: Counts): number {
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

function named(
  name: string,
  strategy: string,
  counts: Counts,
  auto: Classes,
  single: 'minority' | 'majority',
): number[] {
  const labels = [...counts.keys()];
  switch (strategy === 'auto' ? auto : strategy) {
    case 'all':
      return labels;
    case 'notMinority':
      return labels.filter((label) => label !== minority(counts));
    case 'notMajority':
      return labels.filter((label) => label !== majority(counts));
    case single:
      return [single === 'minority' ? minority(counts) : majority(counts)];
    default:
      throw new RangeError(
        `${name}: expected "auto", "${single}", "notMinority", "notMajority" or "all", got ${show(strategy)}`,
      );
  }
}

function isRecord(strategy: unknown): strategy is Record<number, number> {
  return typeof strategy === 'object' && strategy !== null && !Array.isArray(strategy);
}

function checkCounts(name: string, strategy: Record<number, number>, counts: Counts): Map<number, number> {
  const wanted = Object.entries(strategy).map(([label, count]): [number, number] => [Number(label), count]);
  for (const [label, count] of wanted) {
    checkPresent(name, label, counts);
    if (!Number.isSafeInteger(count) || count < 0)
      throw new RangeError(`${name}: expected a whole number >= 0 for class ${label}, got ${show(count)}`);
  }
  return new Map(wanted.sort(([a], [b]) => a - b));
}

function checkPresent(name: string, label: number, counts: Counts): void {
  if (counts.has(label)) return;
  throw new RangeError(`${name}: class ${label} is not in y, which has the classes ${[...counts.keys()]}`);
}

function added(name: string, label: number, count: number, present: number): number {
  if (count >= present) return count - present;
  throw new RangeError(
    `${name}: over-sampling removes no rows: class ${label} has ${present}, got ${count}; take at least ${present}`,
  );
}

function checkKept(name: string, label: number, count: number, present: number): void {
  if (count <= present) return;
  throw new RangeError(
    `${name}: under-sampling makes no rows: class ${label} has ${present}, got ${count}; take at most ${present}`,
  );
}

function checkRatio(name: string, ratio: number, counts: Counts): number {
  if (!(ratio > 0 && ratio <= 1)) throw new RangeError(`${name}: expected a ratio in (0, 1], got ${ratio}`);
  if (counts.size === 2) return ratio;
  throw new RangeError(
    `${name}: a ratio needs two classes, y has ${counts.size}; give { label: count } instead of ${ratio}`,
  );
}

function addToRatio(name: string, ratio: number, counts: Counts): Map<number, number> {
  const most = majority(counts);
  const [label, present] = [...counts].find(([other]) => other !== most)!;
  const add = Math.trunc(counts.get(most)! * ratio - present);
  if (add > 0) return new Map([[label, add]]);
  const now = present / counts.get(most)!;
  throw new RangeError(`${name}: the classes are at ratio ${now} already; take one above it, got ${ratio}`);
}

function keepToRatio(name: string, ratio: number, counts: Counts): Map<number, number> {
  const least = minority(counts);
  const [label, present] = [...counts].find(([other]) => other !== least)!;
  const keep = Math.trunc(counts.get(least)! / ratio);
  if (keep <= present) return new Map([[label, keep]]);
  const now = counts.get(least)! / present;
  throw new RangeError(`${name}: the classes are at ratio ${now} already; take one above it, got ${ratio}`);
}

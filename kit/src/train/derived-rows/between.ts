import type { DescribedData } from '../data-statistics';
import { evenly } from '../evenly';
import { MOST_TRAINING, rowOf, shareOf } from './rows';

/** At most so many features are compared. */
const MOST_FEATURES = 32;
/** SMOTE draws a point between a row and one of the next 5 of its class: all of these are among so many. */
const AROUND = 24;
/** Where more of the rows around are on a line with a point, all rows are. */
const ON_ONE_LINE = 0.8;
/** Features that must agree, at values that are new: the first tells where between two rows a point lies. */
const LEAST_AGREEING = 2;
/** Share of the largest value that rounding to 32 bits may make, before a scaler and after it. */
const ROUNDING = 4e-7;

/**
 * Share of a sample's rows on the line between two training rows of their class, less what the class has that has
 * least of them: points are made up for classes that lack some, and rows that lie on lines by nature do so in all.
 */
export function between(sample: number[], training: DescribedData, validation: DescribedData): number {
  const { labels } = validation;
  if (!labels) return 0;
  const columns = evenly(validation.pass.features.width, MOST_FEATURES);
  const pointOf = (data: DescribedData) => (index: number) => {
    const row = rowOf(data, index);
    return Float32Array.from(columns, (column) => row[column]!);
  };
  const shares = [...new Set(sample.map((index) => labels[index]!))].map((label) => {
    const points = sample.filter((index) => labels[index] === label).map(pointOf(validation));
    const known = rowsOfClass(training, label).map(pointOf(training));
    const share = shareOf(points, (point) => liesBetween(point, known));
    return { share, ofAll: (share * points.length) / sample.length };
  });
  return shares.reduce((sum, { ofAll }) => sum + ofAll, 0) - Math.min(...shares.map(({ share }) => share));
}

function rowsOfClass({ pass, labels }: DescribedData, label: number): number[] {
  const all = [...pass.prints.keys()].filter((row) => labels?.[row] === label);
  return evenly(all.length, MOST_TRAINING).map((i) => all[i]!);
}

function nearest(point: Float32Array, known: Float32Array[]): Float32Array[] {
  const away = (other: Float32Array) => other.reduce((sum, value, i) => sum + (value - point[i]!) ** 2, 0);
  const distances = Float64Array.from(known, away);
  const farthest = distances.slice().sort()[Math.min(AROUND, known.length) - 1]!;
  return known.filter((_, i) => distances[i]! <= farthest).slice(0, AROUND);
}

function liesBetween(point: Float32Array, known: Float32Array[]): boolean {
  const around = nearest(point, known);
  const pairs = around.flatMap((a, i) => around.slice(0, i).map((b) => [a, b] as const));
  const holding = pairs.filter(([a, b]) => isBetween(point, a, b));
  if (new Set(holding.flat()).size > ON_ONE_LINE * around.length) return false;
  // Numbers from a grid lie on lines by chance, at values that others have.
  const isNew = point.map((value, i) => Number(known.every((other) => other[i] !== value)));
  return holding.some(
    ([a, b]) => isNew.filter((is, i) => is && isApart(a[i]!, b[i]!)).length >= LEAST_AGREEING,
  );
}

/** Whether a point divides the way from a to b in every feature as in the one in which they are farthest apart. */
function isBetween(point: Float32Array, a: Float32Array, b: Float32Array): boolean {
  let widest = 0;
  for (let i = 1; i < point.length; i++)
    if (Math.abs(b[i]! - a[i]!) > Math.abs(b[widest]! - a[widest]!)) widest = i;
  const way = b[widest]! - a[widest]!;
  const part = (point[widest]! - a[widest]!) / way;
  if (!(part > 0 && part < 1)) return false;
  const uncertain = roundingOf(a[widest]!, b[widest]!) / Math.abs(way);
  return point.every((value, i) => {
    const off = Math.abs(a[i]! + part * (b[i]! - a[i]!) - value);
    return off <= roundingOf(a[i]!, b[i]!) + uncertain * Math.abs(b[i]! - a[i]!);
  });
}

/** Whether a number between two others says where: more than rounding does. */
function isApart(a: number, b: number): boolean {
  return Math.abs(b - a) > 100 * roundingOf(a, b);
}

function roundingOf(a: number, b: number): number {
  return ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}

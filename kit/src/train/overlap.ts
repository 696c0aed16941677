import type { DescribedData } from './data-statistics';
import type { OverlapStatistics } from './run';

/** At most so many validation rows, training rows and features are compared: some milliseconds. */
const MOST = { validation: 64, training: 1024, features: 128 };
/** Fewer features than this lie close together by chance. */
const LEAST_FEATURES = 16;
/** Closer than this share of the median distance is a copy with a little changed. */
const NEAR = 0.15;

/** Compares validation rows with training rows: copies, near copies, and moments over both. */
export function overlapOf(training: DescribedData, validation: DescribedData): OverlapStatistics {
  const known = new Set(training.pass.prints);
  const again = validation.pass.prints.filter((print) => known.has(print)).length;
  return {
    exact: again / validation.pass.prints.length,
    near: nearShare(training, validation),
    pooled: training.pass.features.with(validation.pass.features).describe(),
  };
}

function nearShare(training: DescribedData, validation: DescribedData): number {
  const { width } = training.pass.features;
  if (width < LEAST_FEATURES) return 0;
  const columns = evenly(width, MOST.features);
  const known = evenly(training.pass.prints.length, MOST.training);
  const asked = evenly(validation.pass.prints.length, MOST.validation);
  let near = 0;
  for (const row of asked) {
    const distances = known
      .map((other) => distance(validation, row, training, other, columns))
      .sort((a, b) => a - b);
    if (distances[0]! < NEAR * distances[Math.floor(distances.length / 2)]!) near++;
  }
  return near / asked.length;
}

/** Without the rows' means: images that differ in brightness alone are no copies. */
function distance(a: DescribedData, row: number, b: DescribedData, other: number, columns: number[]): number {
  const { width } = a.pass.features;
  let [sum, squares] = [0, 0];
  for (const column of columns) {
    const difference = a.pass.data[row * width + column]! - b.pass.data[other * width + column]!;
    sum += difference;
    squares += difference * difference;
  }
  return Math.sqrt(Math.max(0, squares - sum ** 2 / columns.length));
}

/** At most `most` of 0 … n - 1, spread over all of them. */
export function evenly(n: number, most: number): number[] {
  const count = Math.min(n, most);
  return Array.from({ length: count }, (_, i) => Math.floor((i * n) / count));
}

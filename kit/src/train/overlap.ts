import type { DescribedData } from './data-statistics';
import { derivedRows } from './derived-rows';
import { evenly } from './evenly';
import type { OverlapStatistics } from './run';

/** At most so many validation rows, training rows and features are compared: some milliseconds. */
const MOST = { validation: 64, training: 1024, features: 128 };
/** Fewer features than this lie close together by chance. */
const LEAST_FEATURES = 16;
/** Closer than this share of the median distance is a copy with a little changed. */
const NEAR = 0.15;

/** A row and its copies are a group: the next row is so many times as far away as they are. */
const JUMP = 3;
/** Copies of one row that are looked for. */
const MOST_COPIES = 8;

/** Compares validation rows with training rows: copies, near copies, rows derived from others, and moments over both. */
export function overlapOf(training: DescribedData, validation: DescribedData): OverlapStatistics {
  const known = new Set(training.pass.prints);
  const again = validation.pass.prints.filter((print) => known.has(print)).length;
  return {
    exact: again / validation.pass.prints.length,
    ...nearness(training, validation),
    derived: derivedRows(training, validation),
    pooled: training.pass.features.with(validation.pass.features).describe(),
  };
}

function nearness(
  training: DescribedData,
  validation: DescribedData,
): Pick<OverlapStatistics, 'near' | 'nearWithin' | 'nearInGroups'> {
  if (training.pass.features.width < LEAST_FEATURES) return { near: 0, nearWithin: 0, nearInGroups: 0 };
  const [among, within] = [neighboursOf(validation, training), neighboursOf(training, training)];
  const share = (rows: Neighbours[], is: (row: Neighbours) => boolean) =>
    rows.filter(is).length / rows.length;
  return {
    near: share(among, ({ isNear }) => isNear),
    nearWithin: share(within, ({ isNear }) => isNear),
    nearInGroups: share(among, ({ isNear, inGroup }) => isNear && inGroup),
  };
}

interface Neighbours {
  isNear: boolean;
  inGroup: boolean;
}

/** How a sample of rows lies to the training rows, itself left out. */
function neighboursOf(rows: DescribedData, training: DescribedData): Neighbours[] {
  const columns = evenly(training.pass.features.width, MOST.features);
  const known = evenly(training.pass.prints.length, MOST.training);
  return evenly(rows.pass.prints.length, MOST.validation).map((row) => {
    const distances = known
      .filter((other) => rows !== training || other !== row)
      .map((other) => distance(rows, row, training, other, columns))
      .sort((a, b) => a - b);
    const near = NEAR * (distances[Math.floor(distances.length / 2)] ?? 0);
    const isJump = (last: number, i: number) => last < near && distances[i + 1]! > JUMP * last;
    return { isNear: distances[0]! < near, inGroup: distances.slice(0, MOST_COPIES).some(isJump) };
  });
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

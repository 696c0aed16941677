import type * as tf from '@tensorflow/tfjs';
import { Moments } from './moments';
import { passOverRows, type RowPass } from './row-pass';
import type { DataStatistics, TargetStatistics } from './run';

/** More distinct targets than this are a regression, not classes. */
const MOST_CLASSES = 1000;

/** Rows of inputs with what was found out about them, for comparing two parts. */
export interface DescribedData {
  statistics: DataStatistics;
  pass: RowPass;
  /** Class of each row; undefined where targets are not classes. */
  labels: Float32Array | undefined;
}

/** Describes one part of the data: inputs, single rows, targets and, for whole-number or one-hot targets, the class counts. */
export function describeData(x: tf.Tensor, y: tf.Tensor): DescribedData {
  const labels = labelsOf(y);
  const classCounts = labels && countClasses(labels);
  const pass = passOverRows(x, y);
  return {
    pass,
    labels: classCounts ? labels : undefined,
    statistics: {
      samples: x.shape[0]!,
      inputShape: x.shape.slice(1),
      input: pass.values,
      ...(classCounts ? { classCounts } : {}),
      targets: describeTargets(y, classCounts && labels, classCounts),
      features: pass.features.describe(),
      rows: pass.describeRows(),
    },
  };
}

/** Class of each row, or undefined where targets are no classes: no whole numbers, or rows that share out nothing. */
export function labelsOf(y: tf.Tensor): Float32Array | undefined {
  const isWide = y.rank === 2 && y.shape[1]! > 1;
  if (isWide && !shareOut(y.dataSync(), y.shape[1]!)) return undefined;
  const flat = isWide ? y.argMax(1) : y.flatten();
  // Read outside any tidy, which would walk over every number it returns.
  const labels = new Float32Array(flat.dataSync());
  flat.dispose();
  return labels.every(Number.isInteger) ? labels : undefined;
}

/** Whether all rows have the same sum, none below 0: one-hot or smoothed labels do, several labels a row and numbers do not. */
function shareOut(values: ArrayLike<number>, width: number): boolean {
  let whole = Number.NaN;
  for (let from = 0; from < values.length; from += width) {
    let sum = 0;
    for (let i = from; i < from + width; i++) {
      if (!(values[i]! >= 0)) return false;
      sum += values[i]!;
    }
    if (from === 0) whole = sum;
    if (!(Math.abs(sum - whole) <= 1e-4 * whole)) return false;
  }
  return whole > 0;
}

function countClasses(labels: Float32Array): Record<string, number> | undefined {
  const counts: Record<string, number> = {};
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return Object.keys(counts).length > MOST_CLASSES ? undefined : counts;
}

function describeTargets(
  y: tf.Tensor,
  labels: Float32Array | undefined,
  counts: Record<string, number> | undefined,
): TargetStatistics {
  const values = y.dataSync();
  const moments = new Moments();
  const different = new Set<number>();
  let notFinite = 0;
  for (const value of values) {
    moments.add(value);
    if (!Number.isFinite(value)) notFinite++;
    if (different.size <= MOST_CLASSES) different.add(value);
  }
  const width = values.length / y.shape[0]!;
  const isOneHot = width > 1 && [...different].every((value) => value === 0 || value === 1);
  const kind = isOneHot ? 'one-hot' : width === 1 && labels ? 'labels' : 'values';
  return {
    ...moments.summary(),
    kind,
    width,
    distinct: different.size,
    ...(notFinite > 0 ? { notFinite } : {}),
    ...(labels && counts && labels.length > 1 ? order(labels, counts) : {}),
  };
}

function order(labels: Float32Array, counts: Record<string, number>) {
  let alike = 0;
  for (let i = 1; i < labels.length; i++) if (labels[i] === labels[i - 1]) alike++;
  const n = labels.length;
  const byChance = Object.values(counts).reduce(
    (sum, count) => sum + (count * (count - 1)) / (n * (n - 1)),
    0,
  );
  return { neighboursAlike: alike / (n - 1), neighboursAlikeByChance: byChance };
}

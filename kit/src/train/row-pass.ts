import type * as tf from '@tensorflow/tfjs';
import { FeatureMoments } from './feature-moments';
import { summarize } from './moments';
import type { RowStatistics, Summary } from './run';

/** A row with less contrast than this share of the median shows nothing. */
const BLANK = 0.02;

/** All that one pass over the inputs finds out: an image is read once, whatever is asked of it. */
export interface RowPass {
  values: Summary;
  features: FeatureMoments;
  /** A fingerprint of each row's bits: equal rows have equal ones. */
  prints: number[];
  data: Float32Array;
  describeRows: () => RowStatistics;
}

/** Reads inputs [samples, …] and targets once. */
export function passOverRows(x: tf.Tensor, y: tf.Tensor): RowPass {
  const data = new Float32Array(x.dataSync());
  const rows = x.shape[0]!;
  const width = data.length / rows;
  const features = new FeatureMoments(width);
  const levels = new Float64Array(rows);
  const contrasts = new Float64Array(rows);
  let notFinite = 0;
  features.rows = rows;
  for (let row = 0; row < rows; row++) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < width; i++) {
      const value = data[row * width + i]!;
      sum += value;
      squares += value * value;
      features.sums[i]! += value;
      features.squares[i]! += value * value;
      if (value <= features.least[i]!) {
        features.atLeast[i] = value === features.least[i] ? features.atLeast[i]! + 1 : 1;
        features.least[i] = value;
      }
      if (value >= features.most[i]!) {
        features.atMost[i] = value === features.most[i] ? features.atMost[i]! + 1 : 1;
        features.most[i] = value;
      }
    }
    const mean = sum / width;
    levels[row] = mean;
    contrasts[row] = Math.sqrt(Math.max(0, squares / width - mean * mean));
    if (!Number.isFinite(squares)) notFinite++;
  }
  const prints = fingerprints(data, rows);
  return {
    values: features.overAll(),
    features,
    prints,
    data,
    describeRows: () =>
      describeRows(levels, contrasts, notFinite, prints, fingerprints(new Float32Array(y.dataSync()), rows)),
  };
}

function describeRows(
  levels: Float64Array,
  contrasts: Float64Array,
  notFinite: number,
  prints: number[],
  targets: number[],
): RowStatistics {
  const median = Float64Array.from(contrasts).sort()[Math.floor(contrasts.length / 2)]!;
  const seen = new Map<number, number>();
  let [repeated, contradicting, blank] = [0, 0, 0];
  prints.forEach((print, row) => {
    const before = seen.get(print);
    if (before === undefined) seen.set(print, targets[row]!);
    else {
      repeated++;
      if (before !== targets[row]) contradicting++;
    }
    if (contrasts[row]! <= BLANK * median) blank++;
  });
  const rows = prints.length;
  return {
    level: summarize(levels),
    contrast: summarize(contrasts),
    medianContrast: median,
    blank: blank / rows,
    notFinite,
    repeated: repeated / rows,
    contradicting: contradicting / rows,
  };
}

/** Two 26-bit halves after Fowler, Noll and Vo, in one exact double: chance meetings are rarer than 1e-9 a pair. */
export function fingerprints(data: Float32Array, rows: number): number[] {
  const bits = new Int32Array(data.buffer, data.byteOffset, data.length);
  const width = data.length / rows;
  return Array.from({ length: rows }, (_, row) => {
    let [a, b] = [0x811c9dc5, 0x1234567];
    for (let i = row * width; i < (row + 1) * width; i++) {
      a = Math.imul(a ^ bits[i]!, 0x01000193);
      b = Math.imul(b ^ (bits[i]! >>> 3), 0x5bd1e995) ^ (b >>> 13);
    }
    a ^= a >>> 15;
    return (a >>> 6) * 2 ** 26 + (b >>> 6);
  });
}

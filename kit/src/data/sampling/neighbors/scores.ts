import * as tf from '@tensorflow/tfjs';
import type { Points } from './points';

/** Products (queries * points * columns) below which plain loops are as fast. */
const WORTHWHILE = 2 ** 22;

/** Scores computed at a time: 16 MiB of them. */
const BLOCK = 2 ** 22;

/** Rounding of one operation, relative: single precision, and double. */
const SINGLE = 2 ** -24;
const DOUBLE = 2 ** -53;

/** What single precision may lose of a product near zero. */
const UNDERFLOW = 2 ** -125;

/**
 * Approximate distances of all pairs, by matrix products on the engine.
 *
 * The score of a pair is |b|² / 2 - a·b in single precision, on centered and scaled copies a of the query and
 * b of the point: half their squared distance, less |a|² / 2, which is the same for all points.
 */
export interface Scores {
  /** Scores of one query against all points; ask in ascending order, for they come in blocks. */
  of(query: number): Float32Array;
  /** The exact score of a pair at this squared distance. */
  at(query: number, squared: number): number;
  /** Most by which a score of `of` may be off, for points up to this squared distance. */
  error(query: number, squared: number): number;
}

/** Prepares scores, or nothing where the engine would not help. */
export function pairScores(points: Points, queries: Points): Scores | undefined {
  const backend = tf.getBackend();
  if (backend !== 'tensorflow' && backend !== 'wasm') return undefined;
  if (points.rows * queries.rows * points.columns < WORTHWHILE) return undefined;
  const frame = frameOf(points, queries);
  if (!(frame.scale > 2 ** -400 && frame.scale < 2 ** 400)) return undefined;
  return scoresIn(frame, points, queries);
}

/** Where the copies are centered, and what divides them; `blur` is what centering rounds off. */
interface Frame {
  center: Float64Array;
  scale: number;
  blur: number;
}

function frameOf(points: Points, queries: Points): Frame {
  const center = means(points);
  const spread = Math.max(farthest(points, center), farthest(queries, center));
  // A power of two, so that scaling rounds nothing.
  const scale = 2 ** Math.ceil(Math.log2(spread));
  const offset = center.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return { center, scale, blur: (2 * DOUBLE * (offset + spread)) / scale };
}

function means({ values, rows, columns }: Points): Float64Array {
  const sums = new Float64Array(columns);
  for (let at = 0; at < values.length; at++) sums[at % columns]! += values[at]! / rows;
  return sums;
}

function farthest({ values, columns }: Points, center: Float64Array): number {
  let most = 0;
  for (let at = 0; at < values.length; at++) {
    most = Math.max(most, Math.abs(values[at]! - center[at % columns]!));
  }
  return most;
}

function scoresIn(frame: Frame, points: Points, queries: Points): Scores {
  const { columns } = points;
  const a = shifted(queries, frame, 1, () => 1);
  const b = shifted(points, frame, -1, (squaredLength) => squaredLength / 2);
  const size = Math.max(1, Math.floor(BLOCK / points.rows));
  let first = -1;
  let block: Float32Array = new Float32Array(0);
  const scaled = (squared: number) => squared / frame.scale ** 2;
  return {
    of(query) {
      const start = query - (query % size);
      if (start !== first) block = product(a, b, columns + 1, start, Math.min(size, queries.rows - start));
      first = start;
      return block.subarray((query - start) * points.rows, (query - start + 1) * points.rows);
    },
    at: (query, squared) => (scaled(squared) - a.squaredLengths[query]!) / 2,
    error(query, squared) {
      const length = Math.sqrt(a.squaredLengths[query]!);
      const reach = length + Math.sqrt(scaled(squared));
      const rounding = 1.1 * (columns + 6) * SINGLE * (length * reach + reach ** 2 / 2);
      return rounding + columns * (frame.blur * (length + reach) + UNDERFLOW);
    },
  };
}

/** Centered and scaled copies with one more column. */
interface Shifted {
  values: Float32Array;
  squaredLengths: Float64Array;
}

function shifted(
  { values, rows, columns }: Points,
  { center, scale }: Frame,
  sign: number,
  last: (squaredLength: number) => number,
): Shifted {
  const copies = { values: new Float32Array(rows * (columns + 1)), squaredLengths: new Float64Array(rows) };
  for (let i = 0; i < rows; i++) {
    let squaredLength = 0;
    for (let c = 0; c < columns; c++) {
      const value = (values[i * columns + c]! - center[c]!) / scale;
      copies.values[i * (columns + 1) + c] = sign * value;
      squaredLength += value * value;
    }
    copies.squaredLengths[i] = squaredLength;
    copies.values[i * (columns + 1) + columns] = last(squaredLength);
  }
  return copies;
}

function product(a: Shifted, b: Shifted, width: number, start: number, rows: number): Float32Array {
  const scores = tf.tidy(() => {
    const left = tf.tensor2d(a.values.subarray(start * width, (start + rows) * width), [rows, width]);
    const right = tf.tensor2d(b.values, [b.squaredLengths.length, width]);
    return tf.matMul(left, right, false, true);
  });
  // Outside tidy, which would search a typed array, value by value, for tensors.
  const values = scores.dataSync<'float32'>();
  scores.dispose();
  return values;
}

import type { NdArray } from 'unstuck/data';
import type { TrainedAnswer } from '../../sandbox';
import { failed, type Judgement } from '../matchers/judgement';
import { like, rowsOf, TOLERANCE } from './leakage';

/**
 * As many rows as `x` has, each one of them, with other moments: the quarter that has the highest means, again and
 * again. Who keeps the mean of the first rows that come after training gets it wrong for all others.
 */
export function lopsided(x: NdArray): NdArray {
  const rows = rowsOf(x, [...Array(x.shape[0]!).keys()]);
  const highest = rows.map((row) => ({ row, mean: meanOf(row) })).sort((a, b) => b.mean - a.mean);
  const quarter = highest.slice(0, Math.ceil(rows.length / 4));
  return like(
    x,
    rows.map((_, i) => quarter[i % quarter.length]!.row),
  );
}

/** What is asked of a trained network, in this order. */
export interface Asked {
  /** Held-out rows with other moments than all of them. */
  first: NdArray;
  train: NdArray;
  heldOut: NdArray;
}

/**
 * Whether predictions hang on which rows came first after training. Training rows that are predicted as before say that
 * they do not. Where they are not, the cell may treat them otherwise for good reason, such as noise on what it trains
 * on: then the same training is asked twice more, once with the held-out rows first.
 *
 * @param predictions for `asked`, of a training whose training rows got `trainPredictions`.
 * @param ask trains the same again and predicts other sets.
 */
export async function remembersFirstRows(
  asked: Asked,
  predictions: number[][],
  trainPredictions: number[],
  ask: (sets: NdArray[]) => Promise<TrainedAnswer>,
): Promise<Judgement | undefined> {
  const [, trainAgain, heldOut] = predictions as [number[], number[], number[]];
  if (distance(trainAgain, trainPredictions) <= TOLERANCE) return undefined;
  const { first, train, heldOut: rows } = asked;
  const again = (await ask([first, train, rows])).predictions[2]!;
  const before = (await ask([rows])).predictions[0]!;
  // A training that does not repeat says nothing.
  if (distance(again, heldOut) > TOLERANCE) return undefined;
  const moved = distance(before, heldOut);
  if (moved <= TOLERANCE) return undefined;
  return failed(
    'leakage',
    `The prediction for a row moved by ${Number(moved.toPrecision(2))} when other rows had come before it. What becomes ` +
      'of a row must be settled by the training rows, not by the rows that come first after them.',
    { change: 'other rows had come before it', moved },
  );
}

/** Largest difference; infinite where there are not as many numbers. */
function distance(now: number[], before: number[]): number {
  if (now.length !== before.length) return Infinity;
  return now.reduce((most, value, i) => Math.max(most, Math.abs(value - before[i]!)), 0);
}

function meanOf(row: Float32Array): number {
  return row.reduce((sum, value) => sum + value, 0) / row.length;
}

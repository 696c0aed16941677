import * as tf from '@tensorflow/tfjs';
import { ready } from '../../engine';
import { permutation } from '../../random';
import { checkOptions } from '../validate';
import { rateOf, setLearningRate } from './learning-rate';
import { withProbeOptimizer } from './probe-optimizer';
import { suggestRate } from './rate-suggestion';
import { copyWeights, restoreWeights } from './weight-copy';

/** Most batches that are gone through again and again. */
const CYCLE = 10;

/** A loss this many times the lowest ends the test. */
const DIVERGED = 4;

export interface RangeTestOptions {
  /** Inputs, [samples, …]. The caller keeps the tensor. */
  x: tf.Tensor;
  /** Targets, one a sample. The caller keeps the tensor. */
  y: tf.Tensor;
  /** First rate, > 0. Default 1e-6. */
  minRate?: number;
  /** Last rate, > minRate. Default 1. */
  maxRate?: number;
  /** Batches, each at its own rate, >= 2. Default 100. */
  steps?: number;
  /** Rows a batch. Default 32. */
  batchSize?: number;
}

/** What a range test found: `losses[i]` is the loss of the batch that was stepped on with `rates[i]`. */
export interface RangeTest {
  rates: number[];
  losses: number[];
  /** A good rate to begin with, or NaN when the loss never fell. */
  suggestion: number;
}

/**
 * Finds a good learning rate (Smith, 2015): trains a few batches while the rate rises geometrically from
 * `minRate` to `maxRate`, and looks where the loss falls and where it blows up. It ends early where the loss
 * is no longer finite or four times its lowest.
 *
 * The suggestion is a tenth of the rate with the lowest loss, averaged over the batches (ten at most, which
 * come again and again). Afterwards the model is as before: its weights are put back, and its optimizer (rate,
 * moments) was not used: a fresh one of the same kind was.
 *
 * @throws RangeError or TypeError when the data do not fit the model or an option is out of its range; Error
 *   when the model is not compiled or its optimizer has no learning rate.
 * @see Smith (2015), Cyclical learning rates for training neural networks
 * @example
 * const { rates, losses, suggestion } = await learningRateRangeTest(model, { x, y, maxRate: 10 });
 * setLearningRate(model, suggestion);
 */
export async function learningRateRangeTest(
  model: tf.LayersModel,
  options: RangeTestOptions,
): Promise<RangeTest> {
  await ready();
  const { x, y, minRate = 1e-6, maxRate = 1, steps = 100, batchSize = 32 } = options;
  checkOptions(model, { x, y, epochs: 1, batchSize });
  checkRange(minRate, maxRate, steps);
  rateOf(model);
  const rates = Array.from({ length: steps }, (_, i) => minRate * (maxRate / minRate) ** (i / (steps - 1)));
  const weights = await copyWeights(model);
  try {
    const cycle = drawBatches(x.shape[0]!, batchSize);
    const losses = await withProbeOptimizer(model, () => lossesAt(rates, cycle, { model, x, y }));
    return {
      rates: rates.slice(0, losses.length),
      losses,
      suggestion: suggestRate(rates, losses, cycle.length),
    };
  } finally {
    restoreWeights(model, weights);
  }
}

/** Rows of the batches, in random order; a smaller one at the end is left out. */
function drawBatches(rows: number, batchSize: number): number[][] {
  const order = permutation(rows);
  const count = Math.min(CYCLE, Math.max(1, Math.floor(rows / batchSize)));
  return Array.from({ length: count }, (_, i) => order.slice(i * batchSize, (i + 1) * batchSize));
}

async function lossesAt(
  rates: readonly number[],
  cycle: readonly number[][],
  data: { model: tf.LayersModel; x: tf.Tensor; y: tf.Tensor },
): Promise<number[]> {
  const losses: number[] = [];
  for (const [i, rate] of rates.entries()) {
    setLearningRate(data.model, rate);
    const loss = await step(cycle[i % cycle.length]!, data);
    losses.push(loss);
    if (!(loss <= DIVERGED * Math.min(...losses))) break;
  }
  return losses;
}

/** One update on some rows; the loss before it. */
async function step(
  rows: number[],
  { model, x, y }: { model: tf.LayersModel; x: tf.Tensor; y: tf.Tensor },
): Promise<number> {
  const batch = tf.tidy(() => ({ x: x.gather(rows), y: y.gather(rows) }));
  try {
    const result = await model.trainOnBatch(batch.x, batch.y);
    // Without metrics a number, with them a list that begins with the loss.
    return typeof result === 'number' ? result : result[0]!;
  } finally {
    tf.dispose(batch);
  }
}

function checkRange(minRate: number, maxRate: number, steps: number): void {
  if (!(minRate > 0 && minRate < Infinity))
    throw new RangeError(`minRate: expected a finite number > 0, got ${String(minRate)}`);
  if (!(maxRate > minRate && maxRate < Infinity))
    throw new RangeError(
      `maxRate: expected a finite number above minRate (${minRate}), got ${String(maxRate)}`,
    );
  if (!Number.isSafeInteger(steps) || steps < 2)
    throw new RangeError(`steps: expected a whole number >= 2, got ${String(steps)}`);
}

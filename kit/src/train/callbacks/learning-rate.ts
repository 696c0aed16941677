import type * as tf from '@tensorflow/tfjs';
import { learningRate } from '../model-description';

/**
 * Sets the learning rate of a compiled model, in the middle of a training or between two; the optimizer
 * keeps its moments.
 *
 * `SGD` and `Momentum` of tfjs hold the rate in a tensor of their own, so assigning to `learningRate` would
 * change nothing: they are told by `setLearningRate`. The others read `learningRate` at each step.
 * The rate is kept as the float32 the engine computes with, in its shortest form: 0.1 * 0.1 is 0.01.
 *
 * @param rate a finite number >= 0.
 * @throws RangeError when the rate is not a finite number >= 0; Error when the model is not compiled or its
 *   optimizer has no learning rate.
 * @example
 * setLearningRate(model, 0.001);
 */
export function setLearningRate(model: tf.LayersModel, rate: number): void {
  if (!Number.isFinite(rate) || rate < 0)
    throw new RangeError(`rate: expected a finite number >= 0, got ${String(rate)}`);
  rateOf(model);
  const optimizer = model.optimizer as unknown as {
    learningRate: number;
    setLearningRate?(rate: number): void;
  };
  const kept = shortestFloat32(rate);
  if (optimizer.setLearningRate) optimizer.setLearningRate(kept);
  else optimizer.learningRate = kept;
}

/** The learning rate in force; throws where there is none to set. */
export function rateOf(model: tf.LayersModel): number {
  if (!model.optimizer)
    throw new Error('model: not compiled; call model.compile({ optimizer, loss, metrics }) first');
  const rate = learningRate(model);
  if (Number.isNaN(rate))
    throw new Error(
      `model: its optimizer ${model.optimizer.getClassName()} has no learning rate to set; compile with another`,
    );
  return rate;
}

/** The shortest decimal that is the same number in float32. */
export function shortestFloat32(value: number): number {
  const exact = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(exact.toPrecision(digits));
    if (Math.fround(short) === exact) return short;
  }
  return Number(exact.toPrecision(9));
}

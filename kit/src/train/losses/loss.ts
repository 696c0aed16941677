import type * as tf from '@tensorflow/tfjs';
import { markPure } from '../../engine/pure';

/**
 * A loss as `model.compile({ loss })` takes it.
 *
 * @param yTrue targets [rows, …].
 * @param yPred predictions, of the same shape.
 * @returns one loss a row: the mean over the last axis, [rows, …].
 */
export type Loss = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor;

/** Throws where broadcasting would pair up numbers that do not belong together. */
export function checkSameShape(yTrue: tf.Tensor, yPred: tf.Tensor): void {
  if (yTrue.shape.join() !== yPred.shape.join())
    throw new RangeError(
      `yTrue: expected the shape of yPred, [${yPred.shape.join(', ')}], got [${yTrue.shape.join(', ')}]`,
    );
}

/** Throws unless `value` is a finite number >= 0. */
export function checkNonNegative(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0)
    throw new RangeError(`${name}: expected a finite number >= 0, got ${String(value)}`);
}

/** Throws unless `value` is in [0, 1]. */
export function checkShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1))
    throw new RangeError(`${name}: expected a number in [0, 1], got ${String(value)}`);
}

/** Names a loss: `train` and the model's description tell of it by this name. It must do nothing but compute. */
export function named(name: string, loss: Loss): Loss {
  return markPure(Object.defineProperty(loss, 'name', { value: name }));
}

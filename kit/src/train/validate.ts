import type * as tf from '@tensorflow/tfjs';
import type { TrainOptions } from './options';

/** Checks what came in before anything is allocated; each error names the argument and what to do. */
export function checkOptions(model: tf.LayersModel, options: TrainOptions): void {
  if (model.optimizer === undefined || model.loss === undefined)
    throw new Error('model: not compiled; call model.compile({ optimizer, loss, metrics }) first');
  checkWhole('epochs', options.epochs);
  checkWhole('batchSize', options.batchSize ?? 32);
  checkPair(model, 'x', options.x, 'y', options.y);
  if (options.validation)
    checkPair(model, 'validation.x', options.validation.x, 'validation.y', options.validation.y);
}

function checkWhole(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${name}: expected a whole number >= 1, got ${String(value)}`);
}

function checkPair(model: tf.LayersModel, xName: string, x: tf.Tensor, yName: string, y: tf.Tensor): void {
  if (!isTensor(x)) throw new TypeError(`${xName}: expected a tensor, got ${describe(x)}; try toTensor(…)`);
  if (!isTensor(y)) throw new TypeError(`${yName}: expected a tensor, got ${describe(y)}; try toTensor(…)`);
  const expected = model.inputs[0]!.shape.slice(1);
  const got = x.shape.slice(1);
  if (
    x.rank === 0 ||
    got.length !== expected.length ||
    expected.some((side, i) => side !== null && side !== got[i])
  )
    throw new RangeError(
      `${xName}: expected shape [samples, ${expected.join(', ')}] as the model's input, got [${x.shape.join(', ')}]`,
    );
  if (x.shape[0] === 0) throw new RangeError(`${xName}: expected at least one row, got none`);
  if (x.shape[0] !== y.shape[0])
    throw new RangeError(
      `${yName}: expected one target for each of the ${x.shape[0]} rows of ${xName}, got ${y.shape[0] ?? 'a scalar'}`,
    );
}

function isTensor(value: unknown): value is tf.Tensor {
  return typeof value === 'object' && value !== null && 'dataId' in value && 'shape' in value;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

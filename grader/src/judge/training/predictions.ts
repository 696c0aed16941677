import type { NdArray } from 'unstuck/data';
import { failed, type Judgement } from '../matchers/judgement';
import type { TrainedRun } from './task';

/** In 32 bits ten tenths are a millionth of a tenth more than 1. */
const ROUNDING = 1e-6;

/** Why predictions cannot be measured; undefined where they can: as many probabilities as asked for. */
export function unusable(run: TrainedRun, outputs = columns(run.train.y)): Judgement | undefined {
  return (
    unusableRows(run.trainPredictions, run.train.x, outputs) ??
    unusableRows(run.predictions, run.heldOut.x, outputs)
  );
}

/** Place of the largest number of each row: the class that a softmax names, or that a one-hot label is. */
export function classesOf(values: ArrayLike<number>, outputs: number): number[] {
  return Array.from({ length: values.length / outputs }, (_, row) => {
    const of = Array.from({ length: outputs }, (_, i) => values[row * outputs + i]!);
    return of.indexOf(Math.max(...of));
  });
}

/** Whether every row gets the same numbers. */
export function isConstant(predictions: number[], outputs: number): boolean {
  return predictions.every((p, i) => Math.abs(p - predictions[i % outputs]!) < 1e-6);
}

function unusableRows(predictions: number[], { shape }: NdArray, outputs: number): Judgement | undefined {
  const rows = shape[0]!;
  if (predictions.length !== rows * outputs)
    return failed(
      'wrong-shape',
      `The network gave ${predictions.length} numbers for ${rows} images; expected ${outputs} for each image.`,
    );
  const lost = predictions.filter((p) => Number.isNaN(p)).length;
  if (lost > 0)
    return failed(
      'nan-predictions',
      `${lost} of ${predictions.length} predictions are NaN: the training diverged, or the input holds NaN.`,
    );
  const endless = predictions.filter((p) => !Number.isFinite(p)).length;
  if (endless > 0)
    return failed(
      'infinite-predictions',
      `${endless} of ${predictions.length} predictions are infinite: the training diverged, or something is divided by 0.`,
    );
  const outside = predictions.find((p) => p < -ROUNDING || p > 1 + ROUNDING);
  if (outside === undefined) return undefined;
  return failed(
    'not-probabilities',
    `Predictions must be probabilities in [0, 1]; one is ${Number(outside.toPrecision(7))}. Are they logits?`,
  );
}

function columns({ shape }: NdArray): number {
  return shape.slice(1).reduce((product, side) => product * side, 1);
}

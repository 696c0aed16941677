import * as tf from '@tensorflow/tfjs';
import { labelsOf } from '../../train/data-statistics';
import type { TrainOptions } from '../../train/options';
import { changeOf, type ExperimentChange } from '../finding';

/** Rows to train on, owned by who asked for them. */
export type ExperimentRows = Pick<TrainOptions, 'x' | 'y' | 'validation'>;

/** More different targets than this are numbers, not classes. */
const MOST_CLASSES = 30;

/** The rows with those changes that are of the rows: scaled by the training rows, or targets as the loss needs them. */
export function changedRows(
  { x, y, validation }: ExperimentRows,
  changes: readonly ExperimentChange[],
): ExperimentRows {
  const inputs = changeOf(changes, 'standardize-input') ? scaler(x) : copied;
  const targets = changeOf(changes, 'standardize-targets')
    ? scaler(y)
    : changeOf(changes, 'output')
      ? relabeler(y)
      : copied;
  return {
    x: inputs(x),
    y: targets(y),
    ...(validation ? { validation: { x: inputs(validation.x), y: targets(validation.y) } } : {}),
  };
}

type Change = (rows: tf.Tensor) => tf.Tensor;

const copied: Change = (rows) => rows.clone();

function scaler(of: tf.Tensor): Change {
  const [mean, deviation] = tf.tidy(() => {
    const moments = tf.moments(of);
    return [moments.mean.dataSync()[0]!, moments.variance.sqrt().dataSync()[0]!];
  });
  return (rows) => tf.tidy(() => rows.sub(mean!).div(deviation! + 1e-7));
}

/** Targets as the usual losses take them: 0 and 1, one-hot, or numbers as they are. */
function relabeler(y: tf.Tensor): Change {
  if (y.rank === 2 && y.shape[1]! > 1) {
    const most = tf.tidy(() => y.max().dataSync()[0]!);
    return labelsOf(y) ? (rows) => rows.div(most) : copied;
  }
  const different = [...new Set(y.dataSync())].sort((a, b) => a - b);
  if (different.length > Math.min(MOST_CLASSES, y.shape[0]! / 4)) return copied;
  const index = (rows: tf.Tensor) =>
    [...rows.dataSync()].map((value) => Math.max(0, different.indexOf(value)));
  if (different.length <= 2) return (rows) => tf.tensor2d(index(rows), [rows.shape[0]!, 1]);
  return (rows) =>
    tf.tidy(() => tf.oneHot(tf.tensor1d(index(rows), 'int32'), different.length, 1, 0, 'float32'));
}

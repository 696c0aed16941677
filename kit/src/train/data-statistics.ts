import * as tf from '@tensorflow/tfjs';
import type { DataStatistics, Summary } from './run';

/** More distinct targets than this are a regression, not classes. */
const MOST_CLASSES = 1000;

/** Describes training data: range of the inputs and, for whole-number or one-hot targets, the class counts. */
export function describeData(x: tf.Tensor, y: tf.Tensor): DataStatistics {
  const classCounts = countClasses(y);
  return {
    samples: x.shape[0]!,
    inputShape: x.shape.slice(1),
    input: summarize(x),
    ...(classCounts ? { classCounts } : {}),
  };
}

/** Minimum, maximum, mean and population standard deviation over all values of a tensor. */
function summarize(values: tf.Tensor): Summary {
  const [min, max, mean, variance] = tf.tidy(() => {
    const { mean, variance } = tf.moments(values.toFloat());
    return tf.stack([values.toFloat().min(), values.toFloat().max(), mean, variance]).dataSync();
  });
  return { min: min!, max: max!, mean: mean!, sd: Math.sqrt(variance!) };
}

function countClasses(y: tf.Tensor): Record<string, number> | undefined {
  const oneHot = y.rank === 2 && y.shape[1]! > 1;
  const flat = oneHot ? y.argMax(1) : y.flatten();
  // Read outside any tidy, which would walk over every number it returns.
  const labels = flat.dataSync();
  flat.dispose();
  const counts: Record<string, number> = {};
  for (const label of labels) {
    if (!Number.isInteger(label)) return undefined;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return Object.keys(counts).length > MOST_CLASSES ? undefined : counts;
}

import type * as tf from '@tensorflow/tfjs';

/** What tfjs keeps on a compiled model but leaves out of its types. */
interface Compiled {
  lossFunctions: ((yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor)[];
  /** A Sequential hands its compilation to the functional model inside it. */
  model?: Compiled;
}

/** The compiled loss of a model as one number, without regularizers. */
export function compiledLoss(model: tf.LayersModel, y: tf.Tensor, predicted: tf.Tensor): tf.Scalar {
  const compiled = model as unknown as Compiled;
  const [loss] = (compiled.model ?? compiled).lossFunctions;
  // `fit` turns one target a row into a column too.
  const targets = y.rank === 1 ? y.expandDims(1) : y;
  return loss!(targets, predicted).mean() as tf.Scalar;
}

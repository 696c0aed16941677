import type * as tf from '@tensorflow/tfjs';

/** What tfjs keeps on a compiled model but leaves out of its types. */
interface Compiled {
  /** Whether disposing of the model disposes of the optimizer. */
  isOptimizerOwned: boolean;
  optimizer: tf.Optimizer;
  /** A Sequential hands its compilation to the functional model inside it. */
  model?: Compiled;
}

/**
 * Runs something on the model with a fresh optimizer of the same kind and settings in the place of its own,
 * whose rate and moments are so left as they were. Frees the fresh one.
 */
export async function withProbeOptimizer<T>(model: tf.LayersModel, run: () => Promise<T>): Promise<T> {
  const outer = model as unknown as Compiled;
  const compiled = outer.model ?? outer;
  const { optimizer, isOptimizerOwned } = compiled;
  const probe = copyOf(optimizer);
  compiled.optimizer = probe;
  try {
    return await run();
  } finally {
    compiled.optimizer = optimizer;
    compiled.isOptimizerOwned = isOptimizerOwned;
    probe.dispose();
    // Momentum's own dispose leaves out the tensor in which it holds the rate.
    (probe as tf.Optimizer & { c?: tf.Tensor }).c?.dispose();
  }
}

function copyOf(optimizer: tf.Optimizer): tf.Optimizer {
  const kind = optimizer.constructor as tf.serialization.SerializableConstructor<tf.Optimizer>;
  return kind.fromConfig(kind, optimizer.getConfig());
}

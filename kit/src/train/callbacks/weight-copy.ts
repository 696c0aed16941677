import * as tf from '@tensorflow/tfjs';

/** All weights of a model, off the engine: nothing to free, even if the training dies. */
export type WeightCopy = Pick<tf.Tensor, 'shape' | 'dtype'> & { values: tf.TypedArray };

/** Copies the weights of a model, moving averages among them. */
export function copyWeights(model: tf.LayersModel): Promise<WeightCopy[]> {
  return Promise.all(
    model.getWeights().map(async (weight) => {
      const { shape, dtype } = weight;
      return { shape, dtype, values: await weight.data() };
    }),
  );
}

/** Puts copied weights back. */
export function restoreWeights(model: tf.LayersModel, copies: readonly WeightCopy[]): void {
  tf.tidy(() => {
    model.setWeights(copies.map(({ values, shape, dtype }) => tf.tensor(values, shape, dtype)));
  });
}

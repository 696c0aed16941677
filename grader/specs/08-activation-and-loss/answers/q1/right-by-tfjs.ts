// Lets TensorFlow.js take the gradient of its stable loss.
async function crossEntropySlopes(z: number[], label: number) {
  const target = tf.oneHot([label], z.length).toFloat();
  const loss = (logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(target, logits).sum() as tf.Scalar;
  return Array.from(
    await tf
      .grad(loss)(tf.tensor2d([z]))
      .data(),
  );
}

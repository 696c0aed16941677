// The engine's moments, in 32 bits.
async function standardize(train: number[][], heldOut: number[][]) {
  const rows = tf.tensor2d(train);
  const { mean, variance } = tf.moments(rows, 0);
  const deviation = tf.where(variance.equal(0), tf.onesLike(variance), variance.sqrt());
  const scale = (x: tf.Tensor) => x.sub(mean).div(deviation).array();
  return { train: await scale(rows), heldOut: await scale(tf.tensor2d(heldOut)) };
}

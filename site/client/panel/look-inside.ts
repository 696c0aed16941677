import { tf } from 'unstuck';
import type { Training } from './experiment';
import type { Epoch } from './protocol';

const BINS = 16;

/** What a network says of the images shown, and what its last hidden layer gives for them. */
export function lookInside({
  model,
  validation,
  images,
  say,
}: Training): Pick<Epoch, 'said' | 'zeros' | 'histogram' | 'tensors'> {
  const rows = images.shape[0]!;
  const looked = tf.tidy(() => {
    const x = tf.slice(validation!.x, 0, rows);
    const output = model.predict(x) as tf.Tensor;
    const hidden = hiddenOutputs(model, x);
    return { output: output.dataSync(), columns: output.size / rows, hidden: hidden.dataSync() };
  });
  const { output, columns, hidden } = looked;
  return {
    said: Array.from({ length: rows }, (_, row) => say(output.slice(row * columns, (row + 1) * columns))),
    zeros: hidden.filter((value) => value === 0).length / hidden.length,
    histogram: histogramOf(hidden),
    tensors: tf.memory().numTensors,
  };
}

function hiddenOutputs(model: tf.LayersModel, x: tf.Tensor): tf.Tensor {
  let values = x;
  for (const layer of model.layers.slice(0, -1)) values = layer.apply(values) as tf.Tensor;
  return values;
}

function histogramOf(values: ArrayLike<number>): number[] {
  const numbers = Array.from(values).filter(Number.isFinite);
  const least = Math.min(0, ...numbers);
  const width = (Math.max(1e-9, ...numbers) - least) / BINS;
  const counts = Array.from({ length: BINS }, () => 0);
  for (const value of numbers) counts[Math.min(BINS - 1, Math.floor((value - least) / width))]!++;
  return counts.map((count) => count / numbers.length);
}

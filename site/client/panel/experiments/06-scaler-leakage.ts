import { datasets, StandardScaler, tf } from 'unstuck';
import type { NdArray } from 'unstuck/data';
import type { Experiment } from '../experiment';
import { binaryRows, choices } from './rows';
import { forTwoClasses } from './small-cnn';

type Scaler = (images: NdArray) => NdArray;

/** The lesson's slices: a scaler that is fitted again on the day's images grades them on a curve. */
export const experiment: Experiment = {
  says: 'Both train on as many dark slices as pale ones. On the day of the new images one class is common. One network scales them by the training images, the other fits its scaler on the day anew.',
  names: { broken: 'fitted anew', fixed: 'fitted once, in training' },
  controls: {
    pale: { label: 'Pale slices of 400 on the day', values: choices(40, 200, 360), initial: 360 },
  },
  expected: { metric: 'val_acc', broken: { most: 0.85 }, fixed: { least: 0.95 } },
  prepare(side, { pale = 360 }, seed) {
    const slices = (drawn: number, dark: number, light: number) =>
      datasets.levels({ seed: drawn, counts: [dark, light], means: [105, 155] });
    const training = slices(seed, 100, 100);
    const day = slices(seed + 2, 400 - pale, pale);
    const inTraining = fitted(training.x);
    const onTheDay = side === 'fixed' ? inTraining : fitted(day.x);
    const scaled = { ...day, x: onTheDay(day.x) };
    const rows = binaryRows({ ...training, x: inTraining(training.x) }, scaled, (x) => x.clone());
    const { images } = binaryImages(day.x);
    const layers = [
      tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
    ];
    return { ...rows, images, model: forTwoClasses(layers, tf.train.adam(0.003)), epochs: 8 };
  },
};

/** A scaler of colours, fitted on these images. */
function fitted(images: NdArray): Scaler {
  const scaler = new StandardScaler().fit(pixelTable(images));
  return (given) => ({ values: scaler.transform(pixelTable(given)).values, shape: given.shape });
}

function pixelTable({ values }: NdArray): NdArray {
  return { values, shape: [values.length / 3, 3] };
}

/** The first images as they were taken, not as the network sees them. */
function binaryImages({ values, shape }: NdArray): { images: NdArray } {
  const size = shape[1]! * shape[2]! * shape[3]!;
  return { images: { values: values.slice(0, 8 * size), shape: [8, ...shape.slice(1)] } };
}

import { type Dataset, datasets, tf, toTensor } from 'unstuck';
import type { Experiment, Training } from '../experiment';
import { choices, shown } from './rows';
import { smallCnn } from './small-cnn';

interface Ending {
  units: number;
  activation: 'sigmoid' | 'softmax' | 'linear';
  loss: string | ((y: tf.Tensor, p: tf.Tensor) => tf.Tensor);
}

const onLogits = (y: tf.Tensor, z: tf.Tensor): tf.Tensor => tf.losses.softmaxCrossEntropy(y, z);
const SOFTMAX: Ending = { units: 4, activation: 'softmax', loss: 'categoricalCrossentropy' };
const ENDINGS: Ending[] = [
  { units: 1, activation: 'sigmoid', loss: 'binaryCrossentropy' },
  { units: 4, activation: 'linear', loss: 'categoricalCrossentropy' },
  { units: 4, activation: 'softmax', loss: onLogits },
  { units: 4, activation: 'linear', loss: onLogits },
];

/** The lesson's four shapes: networks that differ in their last line alone. */
export const experiment: Experiment = {
  says: 'Four shapes, one network, two endings. Only the last layer and the loss differ.',
  names: { broken: 'an ending that does not fit', fixed: 'softmax and categorical cross-entropy' },
  controls: {
    ending: {
      label: 'Ending',
      side: 'broken',
      values: choices(
        [0, 'one sigmoid, binary cross-entropy'],
        [1, 'no activation, categorical cross-entropy'],
        [2, 'softmax twice'],
        [3, 'no activation, loss on the logits'],
      ),
      initial: 0,
    },
    rate: { label: 'Learning rate', values: choices(0.001, 0.01, 0.1), initial: 0.01 },
  },
  expected: { metric: 'val_acc', broken: { most: 0.3 }, fixed: { least: 0.95 } },
  prepare(side, { ending = 0, rate = 0.01 }, seed) {
    const chosen = side === 'fixed' ? SOFTMAX : ENDINGS[ending]!;
    const only = ['disc', 'plus', 'ring', 'triangle'] as const;
    const [train, heldOut] = [seed, seed + 1].map((n) => datasets.shapes({ seed: n, perClass: 75, only }));
    const layers = smallCnn({ inputShape: [16, 16, 3] });
    const last = tf.layers.dense({ units: chosen.units, activation: chosen.activation });
    const model = tf.sequential({ layers: [...layers, last] });
    model.compile({ optimizer: tf.train.adam(rate), loss: chosen.loss, metrics: ['accuracy'] });
    const { classes } = heldOut!;
    return {
      ...rowsFor(train!, chosen.units),
      validation: rowsFor(heldOut!, chosen.units),
      ...shown(heldOut!),
      say: (row) => sayClass(row, classes),
      model,
      epochs: 12,
    };
  },
};

function rowsFor({ x, y }: Dataset, units: number): Pick<Training, 'x' | 'y'> {
  const oneHot = () => tf.oneHot(toTensor(y).flatten().toInt(), units).toFloat();
  return {
    x: tf.tidy(() => toTensor(x).sub(127.5).div(64)),
    y: units === 1 ? toTensor(y) : tf.tidy(oneHot),
  };
}

function sayClass(row: ArrayLike<number>, classes: readonly string[]): string {
  const values = Array.from(row);
  if (values.some(Number.isNaN)) return 'NaN';
  if (values.length === 1) return `number ${values[0]!.toFixed(2)}`;
  return classes[values.indexOf(Math.max(...values))]!;
}

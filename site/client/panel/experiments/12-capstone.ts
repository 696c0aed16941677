import { datasets, tf, toTensor } from 'unstuck';
import { takeRows } from 'unstuck/data';
import type { Experiment, Training } from '../experiment';
import { choices } from './rows';

const CLASSES = 10;
const PER_CLASS = 40;
const mended = (label: string) => ({
  label,
  side: 'fixed' as const,
  values: choices([0, 'as found'], [1, 'mended']),
  initial: 1,
});

/** The lesson's network with four faults; each can be mended by itself, to see that it does nothing alone. */
export const experiment: Experiment = {
  says: 'Four faults at once. Take any of the four mends back, and see what the other three are worth.',
  names: { broken: 'as found', fixed: 'mended' },
  controls: {
    split: mended('Which fifth is kept'),
    pixels: mended('Pixels'),
    output: mended('Last layer'),
    rate: mended('Learning rate'),
  },
  expected: { metric: 'val_acc', broken: { most: 0.6 }, fixed: { least: 0.85 } },
  prepare(side, settings, seed) {
    const { split, pixels, output, rate } =
      side === 'fixed' ? settings : { split: 0, pixels: 0, output: 0, rate: 0 };
    const digits = datasets.digits({ seed });
    const folder = rowsInFolder(digits.y.values);
    const isKept = (_: number, i: number) => (split ? i % 5 === 4 : i >= 0.8 * folder.length);
    const part = (rows: number[]) => partOf(digits, rows);
    const kept = spread(folder.filter(isKept));
    const layers = [
      tf.layers.rescaling({ scale: pixels ? 1 : 1 / 255, inputShape: [16, 16, 1] }),
      ...[32, 64, 128].flatMap((filters) => [
        tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same' as const, activation: 'relu' as const }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
      ]),
      tf.layers.flatten(),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 256, activation: 'relu' }),
      tf.layers.dense({ units: CLASSES, activation: output ? 'softmax' : 'linear' }),
    ];
    const model = tf.sequential({ layers });
    const optimizer = tf.train.adam(rate ? 0.001 : 0.05);
    model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
    return {
      ...part(folder.filter((row, i) => !isKept(row, i))),
      validation: part(kept),
      images: takeRows(digits.x, kept.slice(0, 8)),
      labels: kept.slice(0, 8).map((row) => String(digits.y.values[row])),
      say: (row) => String(Array.from(row).indexOf(Math.max(...Array.from(row)))),
      model,
      epochs: 10,
    };
  },
};

/** Forty rows of each digit in the order in which a folder lists them. */
function rowsInFolder(labels: Float32Array): number[] {
  return Array.from({ length: CLASSES }).flatMap((_, digit) =>
    [...labels.keys()].filter((row) => labels[row] === digit).slice(0, PER_CLASS),
  );
}

/** The same rows, the first eight of them from all over: these are shown. */
function spread(rows: number[]): number[] {
  const apart = Math.floor(rows.length / 8);
  const shown = rows.filter((_, i) => i % apart === 0);
  return [...shown, ...rows.filter((_, i) => i % apart !== 0)];
}

/** The loader's images, 16 by 16 and divided by 255 already. */
function partOf({ x, y }: ReturnType<typeof datasets.digits>, rows: number[]): Pick<Training, 'x' | 'y'> {
  const labels = rows.map((row) => y.values[row]!);
  return tf.tidy(() => {
    const small = toTensor(takeRows(x, rows)) as tf.Tensor4D;
    const large = tf.image.resizeNearestNeighbor(small, [16, 16]);
    return {
      x: large
        .mul(255 / 16)
        .round()
        .div(255),
      y: tf.oneHot(tf.tensor1d(labels, 'int32'), CLASSES).toFloat(),
    };
  });
}

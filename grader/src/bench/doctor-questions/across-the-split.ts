import { datasets, Smote, seed, tf } from 'unstuck';
import { generator, normal, permutation } from 'unstuck/random';
import { clouds, column, type Points, pictures, split, standardized, table } from './data';
import { adam, conv, dense, flatten, type Parts, pool, type Question, type Rows, repeat } from './question';

const BINARY = 'binaryCrossentropy';

/** A few of the second class, in four measurements. */
const rare = (n: number, draw: number) =>
  clouds(draw, [new Array<number>(4).fill(0), new Array<number>(4).fill(1.6)], [n, n / 8], 1);

function grown({ points, labels }: Points): Points {
  seed(201);
  const { x, y } = new Smote().fitResample(points, labels);
  return { points: x, labels: y };
}

function shuffled({ points, labels }: Points): Points {
  const order = permutation(points.length, generator(202));
  return { points: order.map((i) => points[i]!), labels: order.map((i) => labels[i]!) };
}

const smoteThenSplit = () => {
  const { points, labels } = shuffled(grown(rare(400, 203)));
  return split(table({ points: standardized(points), labels }), 160);
};

const splitThenSmote = (): Parts => ({ ...table(grown(rare(400, 204))), held: table(rare(160, 205)) });

const both = ({ x, y }: Rows): Rows => ({ x: tf.concat([x, tf.reverse(x, 2)]), y: tf.concat([y, y]) });

function mirroredThenSplit(): Parts {
  const { x, y } = both(pictures(datasets.shapes({ perClass: 60, seed: 206 }), 255, 5));
  const order = tf.tensor1d(permutation(600, generator(207)), 'int32');
  return split({ x: tf.gather(x, order), y: tf.gather(y, order) }, 120);
}

function splitThenMirrored(): Parts {
  const { held, ...train } = split(pictures(datasets.shapes({ perClass: 60, seed: 208 }), 255, 5), 60);
  return { ...both(train), held: held! };
}

const STEPS = 32;

/** What a sensor says while somebody walks or runs, cut into windows that overlap by half. */
function recordings(first: number, count: number): { windows: number[][][]; labels: number[] } {
  const windows: number[][][] = [];
  const labels: number[] = [];
  for (let recording = first; recording < first + count; recording++) {
    const draw = generator(300 + recording);
    const label = recording % 2;
    const pace = (label ? 0.9 : 0.55) + 0.1 * normal(draw);
    const series = Array.from({ length: 10 * STEPS }, (_, t) =>
      [0, 1].map((axis) => Math.sin(pace * t + axis) + 0.5 * normal(draw)),
    );
    for (let from = 0; from + STEPS <= series.length; from += STEPS / 2) {
      windows.push(series.slice(from, from + STEPS));
      labels.push(label);
    }
  }
  return { windows, labels };
}

function windowsThenSplit(): Parts {
  const { windows, labels } = recordings(0, 20);
  const order = permutation(windows.length, generator(209));
  return split(
    { x: tf.tensor3d(order.map((i) => windows[i]!)), y: column(order.map((i) => labels[i]!)) },
    76,
  );
}

function recordingsOfOthers(): Parts {
  const rows = ({ windows, labels }: ReturnType<typeof recordings>): Rows => ({
    x: tf.tensor3d(windows),
    y: column(labels),
  });
  return { ...rows(recordings(0, 16)), held: rows(recordings(16, 6)) };
}

/** Age, income, and which of four towns: numbers scaled by all rows or by the training rows, towns left as they are. */
function customers(scaledBy: 'all' | 'training'): Parts {
  const draw = generator(210);
  const [training, n] = [240, 320];
  const numbers = Array.from({ length: n }, () => [
    40 + 12 * normal(draw),
    Math.exp(10 + 0.4 * normal(draw)),
  ]);
  const towns = numbers.map(() => Math.floor(4 * draw()));
  const scaled = standardized(numbers, scaledBy === 'all' ? numbers : numbers.slice(0, training));
  const points = scaled.map((row, i) => [...row, ...[0, 1, 2, 3].map((town) => Number(towns[i] === town))]);
  const buys = ([age, income, first]: number[]) => age! + income! + first! + 0.5 * normal(draw) > 0;
  return split(table({ points, labels: points.map((row) => Number(buys(row))) }), n - training);
}

const small = () => [dense(16, 'relu'), dense(1, 'sigmoid')];
const cnn = () => [conv(8), pool(), conv(16), pool(), flatten(), dense(5, 'softmax')];
const overTime = () => [
  ...repeat(2, () => tf.layers.conv1d({ filters: 12, kernelSize: 5, strides: 2, activation: 'relu' })),
  flatten(),
  dense(1, 'sigmoid'),
];

/** What crosses the split: rows made of others, and a scaler. Each next to the same done after the split. */
export const ACROSS_THE_SPLIT: readonly Question[] = [
  {
    name: 'SMOTE, then scaled, then split',
    faults: ['train-test-overlap', 'scaler-leakage'],
    data: smoteThenSplit,
    layers: small,
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 20 },
  },
  {
    name: 'SMOTE on the training part alone',
    faults: [],
    data: splitThenSmote,
    layers: small,
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 20 },
  },
  {
    name: 'images and their mirror images, then split',
    faults: ['train-test-overlap'],
    data: mirroredThenSplit,
    layers: cnn,
    optimizer: adam(0.004),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 10 },
  },
  {
    name: 'mirror images of the training part alone',
    faults: [],
    data: splitThenMirrored,
    layers: cnn,
    optimizer: adam(0.004),
    loss: 'categoricalCrossentropy',
    fit: { epochs: 12 },
  },
  {
    name: 'windows that overlap by half, shuffled, then split',
    faults: ['train-test-overlap'],
    data: windowsThenSplit,
    layers: overTime,
    optimizer: adam(0.005),
    loss: BINARY,
    fit: { epochs: 12 },
  },
  {
    name: 'windows that overlap by half, other recordings held out',
    faults: [],
    data: recordingsOfOthers,
    layers: overTime,
    optimizer: adam(0.005),
    loss: BINARY,
    fit: { epochs: 12 },
  },
  {
    name: 'numbers scaled over all rows, towns one-hot',
    faults: ['scaler-leakage'],
    data: () => customers('all'),
    layers: small,
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 25 },
  },
  {
    name: 'numbers scaled over the training rows, towns one-hot',
    faults: [],
    data: () => customers('training'),
    layers: small,
    optimizer: adam(0.01),
    loss: BINARY,
    fit: { epochs: 25 },
  },
];

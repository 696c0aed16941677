/**
 * Claims B2, B3 (complexity), C7, C8, C9, D2 and D8 over 20 seeds, with their neighbours.
 * `npx unstuck dev claim 04-overfitting` measures and writes the table into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  accuracy,
  datasets,
  EarlyStopping,
  ready,
  seed,
  type TrainOptions,
  takeRows,
  tf,
  toTensor,
  train,
} from 'unstuck';
import { generator, normal, permutation } from 'unstuck/random';

const SEEDS = 20;
/** A run generalizes when it is right on this share of new images. */
const GENERALIZES = 0.88;
/** Test images are drawn with this added to the seed. */
const TEST = 100_000;

interface Network {
  /** Filters of the convolutions, each with pooling. */
  filters?: number[];
  /** Units of the dense layers before the output. */
  dense?: number[];
  /** Before and behind the dense layers. */
  dropout?: number;
  /** On the kernels of the dense layers and of the output. */
  regularizer?: () => ReturnType<typeof tf.regularizers.l2>;
  /** On the convolutions as well. */
  everywhere?: boolean;
}

interface Variant extends Network {
  what: string;
  data: (n: number) => Labelled;
  epochs?: number;
  /** Patience of early stopping on a quarter of the rows. */
  patience?: number;
}

interface Labelled {
  x: tf.Tensor;
  y: tf.Tensor;
}

/** One training: accuracy on the labels it was given, and on new images with right labels. */
interface Run {
  seed: number;
  train: number;
  test: number;
  epochs: number;
}

type Results = Record<string, { what: string; runs: Run[] }>;

const l2 = (rate: number) => () => tf.regularizers.l2({ l2: rate });
const l1 = (rate: number) => () => tf.regularizers.l1({ l1: rate });
const noisy = (n: number) => mislabelled(n, 160, 0.25);

const GROUPS: Record<string, Record<string, Variant>> = {
  'Stripes, 160 images, a quarter of the labels wrong; conv 8, conv 16, dense 128, dense 64; adam .003, 50 epochs':
    {
      plain: { what: 'nothing', data: noisy },
      l2: { what: 'B2, C7: L2 .01 on the dense layers', data: noisy, regularizer: l2(0.01) },
      'l2-all': { what: 'L2 .01 on all layers', data: noisy, regularizer: l2(0.01), everywhere: true },
      l1: { what: 'C7: L1 .001 on the dense layers', data: noisy, regularizer: l1(0.001) },
      'drop-2': { what: 'C8: dropout .2', data: noisy, dropout: 0.2 },
      'drop-5': { what: 'dropout .5', data: noisy, dropout: 0.5 },
      'stop-3': { what: 'C9: early stopping, patience 3', data: noisy, patience: 3 },
      'stop-12': { what: 'C9: early stopping, patience 12', data: noisy, patience: 12 },
      small: { what: 'B3: no dense layer but the output', data: noisy, dense: [] },
      'labels-right': { what: 'nothing, but all labels right', data: (n) => mislabelled(n, 160, 0) },
      more: {
        what: 'D2: four times the images, 25 epochs',
        data: (n) => mislabelled(n, 640, 0.25),
        epochs: 25,
      },
    },
  'The same, too much of it': {
    'l2-much': { what: 'D8: L2 .1 on the dense layers', data: noisy, regularizer: l2(0.1) },
    'drop-much': { what: 'D8: dropout .9', data: noisy, dropout: 0.9 },
    tiny: { what: 'B3: one filter, no dense layer but the output', data: noisy, filters: [1], dense: [] },
  },
  'D2: 120 images, all labels right, copied with new noise from so many originals; 20 epochs': {
    'originals-2': { what: '2 originals', data: (n) => copies(n, 2), epochs: 20 },
    'originals-2-l2': {
      what: '2 originals, L2 .01',
      data: (n) => copies(n, 2),
      epochs: 20,
      regularizer: l2(0.01),
    },
    'originals-2-drop': {
      what: '2 originals, dropout .5',
      data: (n) => copies(n, 2),
      epochs: 20,
      dropout: 0.5,
    },
    'originals-12': { what: '12 originals', data: (n) => copies(n, 12), epochs: 20 },
    'originals-120': { what: '120 originals', data: (n) => copies(n, 120), epochs: 20 },
  },
};

/** Stripes, of which a share carries the other label. */
function mislabelled(n: number, count: number, share: number): Labelled {
  const { x, y } = datasets.gratings({ seed: n, perClass: count / 2, noise: 30 });
  for (const row of permutation(count, generator(n)).slice(0, share * count))
    y.values[row] = 1 - y.values[row]!;
  return { x: scaled(x), y: toTensor(y) };
}

/** 120 stripes that vary in their noise alone, but for so many originals. */
function copies(n: number, originals: number): Labelled {
  const { x, y } = datasets.gratings({ seed: n, perClass: 60, noise: 0 });
  const chosen = [0, 1].flatMap((label) =>
    [...y.values.keys()].filter((row) => y.values[row] === label).slice(0, originals / 2),
  );
  const rows = Array.from({ length: 120 }, (_, i) => chosen[i % originals]!);
  const draw = generator(n);
  const taken = takeRows(x, rows);
  return {
    x: scaled({
      ...taken,
      values: taken.values.map((value) => Math.min(255, Math.max(0, value + 30 * normal(draw)))),
    }),
    y: toTensor(takeRows(y, rows)),
  };
}

function scaled(x: Parameters<typeof toTensor>[0]): tf.Tensor {
  return tf.tidy(() => toTensor(x).div(255));
}

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  for (const [name, variant] of Object.values(GROUPS).flatMap((group) => Object.entries(group))) {
    results[name] ??= { what: variant.what, runs: [] };
    const { runs } = results[name];
    while (runs.length < SEEDS) {
      const run = await trainOnce(variant, runs.length + 1);
      runs.push(run);
      writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
      report(`${name} seed ${run.seed}: train ${run.train.toFixed(3)}, test ${run.test.toFixed(3)}`);
    }
  }
}

async function trainOnce(variant: Variant, n: number): Promise<Run> {
  const { x, y } = variant.data(n);
  const test = datasets.gratings({ seed: n + TEST, noise: 30 });
  const testX = scaled(test.x);
  seed(n);
  const model = network(variant);
  const held = variant.patience === undefined ? { x, y } : stopping(variant.patience, { x, y });
  const run = await train(model, { ...held, epochs: variant.epochs ?? 50, seed: n, statistics: false });
  const right = (labels: tf.Tensor, images: tf.Tensor) =>
    tf.tidy(() => accuracy(labels.dataSync(), (model.predict(images) as tf.Tensor).dataSync()));
  const testY = toTensor(test.y);
  const result = { seed: n, train: right(y, x), test: right(testY, testX), epochs: run.epochs };
  model.dispose();
  tf.dispose([x, y, testX, testY, held.x, held.y, ...Object.values(held.validation ?? {})]);
  return result;
}

/** Holds the last quarter back and watches it. */
function stopping(patience: number, { x, y }: Labelled): Omit<TrainOptions, 'epochs'> {
  const cut = (3 * x.shape[0]!) / 4;
  return {
    x: tf.slice(x, 0, cut),
    y: tf.slice(y, 0, cut),
    validation: { x: tf.slice(x, cut), y: tf.slice(y, cut) },
    callbacks: [new EarlyStopping({ patience, restoreBestWeights: true })],
  };
}

function network({
  filters = [8, 16],
  dense = [128, 64],
  dropout,
  regularizer,
  everywhere,
}: Network): tf.LayersModel {
  const model = tf.sequential();
  const drop = () => dropout !== undefined && model.add(tf.layers.dropout({ rate: dropout }));
  const kernel = regularizer ? { kernelRegularizer: regularizer() } : {};
  filters.forEach((count, i) => {
    const given = { ...(i === 0 ? { inputShape: [16, 16, 3] } : {}), ...(everywhere ? kernel : {}) };
    model.add(tf.layers.conv2d({ filters: count, kernelSize: 3, activation: 'relu', ...given }));
    model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  });
  model.add(tf.layers.flatten());
  drop();
  for (const units of dense) {
    model.add(tf.layers.dense({ units, activation: 'relu', ...kernel }));
    drop();
  }
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid', ...kernel }));
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy' });
  return model;
}

/** Draws the results as a Markdown table. */
export function render(results: unknown): string {
  const measured = results as Results;
  return [
    `| what was changed | accuracy on the training labels, median | on new images, least / median / most | generalized: at least ${GENERALIZES} |`,
    '| --- | --- | --- | --- |',
    ...Object.entries(GROUPS).flatMap(([title, variants]) => [
      `| **${title}** | | | |`,
      ...Object.keys(variants).map((name) => row(measured[name])),
    ]),
  ].join('\n');
}

function row(variant: Results[string] | undefined): string {
  if (!variant) return '| not measured | | | |';
  const { what, runs } = variant;
  const sorted = (of: 'train' | 'test') => runs.map((run) => run[of]).sort((a, b) => a - b);
  const test = sorted('test');
  const spread = [test[0]!, middle(test), test.at(-1)!].map((value) => value.toFixed(2)).join(' / ');
  const generalized = test.filter((value) => value >= GENERALIZES).length;
  return `| ${what} | ${middle(sorted('train')).toFixed(2)} | ${spread} | ${generalized} of ${runs.length} |`;
}

/** Lower median. */
function middle(sorted: number[]): number {
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

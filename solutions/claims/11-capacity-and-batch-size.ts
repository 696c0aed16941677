/**
 * Claims A6, B3, D4 and D7 over 20 seeds: networks that are too small, of the wrong kind, too large and too deep,
 * and batches from one image to all of them. `npx unstuck dev claim 11-capacity-and-batch-size` measures and writes
 * the tables into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { accuracy, datasets, ready, seed, takeRows, tf, toTensor, train } from 'unstuck';
import { generator } from 'unstuck/random';

const SEEDS = 20;
/** Test stripes are drawn with this added to the seed. */
const TEST = 100_000;

interface Measured {
  seed: number;
  train: number;
  test: number;
  /** Weights and biases of the network. */
  parameters: number;
  updates: number;
}

type Results = Record<string, Measured[]>;

interface Variant {
  what: string;
  measure: (n: number) => Promise<Measured>;
}

interface Table {
  /** Head of the first column. */
  of: string;
  second: 'parameters' | 'updates';
  variants: Record<string, Variant>;
}

/** Rows to train on, and rows of which the labels are right. */
interface Split {
  x: tf.Tensor;
  y: tf.Tensor;
  testX: tf.Tensor;
  testY: Float32Array;
}

type Layers = () => tf.layers.Layer[];

const { conv2d, dense, flatten, maxPooling2d } = tf.layers;
const convolution = (filters: number, options = {}) =>
  conv2d({ filters, kernelSize: 3, activation: 'relu', ...options });
const pooling = () => maxPooling2d({ poolSize: 2 });
const hidden = (units: number) => dense({ units, activation: 'relu' });
const inputShape = [16, 16, 3];

const STRIPES: Record<string, { what: string; layers: Layers; epochs?: number }> = {
  linear: { what: 'no hidden layer', layers: () => [flatten({ inputShape })] },
  dense: { what: 'dense 256', layers: () => [flatten({ inputShape }), hidden(256)] },
  'dense-long': {
    what: 'dense 256, 40 epochs',
    layers: () => [flatten({ inputShape }), hidden(256)],
    epochs: 40,
  },
  'dense-deep': {
    what: 'dense 64, 64, 64',
    layers: () => [flatten({ inputShape }), hidden(64), hidden(64), hidden(64)],
  },
  'one-filter': {
    what: 'conv 1, pool',
    layers: () => [convolution(1, { inputShape }), pooling(), flatten()],
  },
  'eight-filters': {
    what: 'conv 8, pool',
    layers: () => [convolution(8, { inputShape }), pooling(), flatten()],
  },
  small: { what: 'conv 8, pool, conv 16, pool', layers: () => convolutions(8, 16) },
  wide: { what: 'conv 32, pool, conv 64, pool', layers: () => convolutions(32, 64) },
};

function convolutions(first: number, second: number): tf.layers.Layer[] {
  return [convolution(first, { inputShape }), pooling(), convolution(second), pooling(), flatten()];
}

const stripesTable: Table = {
  of: '400 stripes (16x16x3), adam .003, batches of 32, 10 epochs',
  second: 'parameters',
  variants: Object.fromEntries(
    Object.entries(STRIPES).map(([name, { what, layers, epochs = 10 }]) => [
      `stripes-${name}`,
      {
        what,
        measure: (n) => measureOne(n, stripes(n), layers, { classes: 1, rate: 0.003, epochs, batchSize: 32 }),
      },
    ]),
  ),
};

const WIDTHS: Record<string, { what: string; width: number; depth: number }> = {
  'width-1': { what: 'conv 1, pool, dense 4', width: 1, depth: 1 },
  'width-4': { what: 'conv 4, pool, dense 16', width: 4, depth: 1 },
  'width-16': { what: 'conv 16, pool, dense 64', width: 16, depth: 1 },
  'width-64': { what: 'conv 64, pool, dense 256', width: 64, depth: 1 },
  'depth-8': { what: 'conv 16, pool, eight times dense 64', width: 16, depth: 8 },
};

function digitsTable(share: number): Table {
  const labels = share === 0 ? 'right labels' : `${100 * share} % of the labels wrong`;
  return {
    of: `200 digits (8x8), ${labels}, adam .003, batches of 32, 40 epochs`,
    second: 'parameters',
    variants: Object.fromEntries(
      Object.entries(WIDTHS).map(([name, { what, width, depth }]) => [
        `${name}-${share}`,
        {
          what,
          measure: (n) =>
            measureOne(n, digits(n, share), () => digitsLayers(width, depth), {
              classes: 10,
              rate: 0.003,
              epochs: 40,
              batchSize: 32,
            }),
        },
      ]),
    ),
  };
}

function digitsLayers(width: number, depth: number): tf.layers.Layer[] {
  return [
    convolution(width, { inputShape: [8, 8, 1], padding: 'same' }),
    pooling(),
    flatten(),
    ...Array.from({ length: depth }, () => hidden(4 * width)),
  ];
}

const BATCHES: Record<string, { what: string; batchSize: number; rate: number; epochs: number }> = {
  'batch-1': { what: 'batches of 1', batchSize: 1, rate: 0.001, epochs: 8 },
  'batch-1-fast': { what: 'batches of 1, ten times the rate', batchSize: 1, rate: 0.01, epochs: 8 },
  'batch-32': { what: 'batches of 32', batchSize: 32, rate: 0.001, epochs: 8 },
  'batch-100': { what: 'batches of 100', batchSize: 100, rate: 0.001, epochs: 8 },
  'batch-400': { what: 'all 400 at once', batchSize: 400, rate: 0.001, epochs: 8 },
  'batch-400-fast': { what: 'all at once, ten times the rate', batchSize: 400, rate: 0.01, epochs: 8 },
  'batch-400-long': { what: 'all at once, 104 epochs', batchSize: 400, rate: 0.001, epochs: 104 },
};

const batchTable: Table = {
  of: '400 stripes, conv 8, pool, conv 16, pool, adam .001, 8 epochs',
  second: 'updates',
  variants: Object.fromEntries(
    Object.entries(BATCHES).map(([name, { what, ...options }]) => [
      name,
      {
        what,
        measure: (n) => measureOne(n, stripes(n), () => convolutions(8, 16), { classes: 1, ...options }),
      },
    ]),
  ),
};

const TABLES = [stripesTable, digitsTable(0), digitsTable(0.3), batchTable];

function stripes(n: number): Split {
  const [training, test] = [datasets.gratings({ seed: n }), datasets.gratings({ seed: n + TEST })];
  return { x: by(255, training.x), y: toTensor(training.y), testX: by(255, test.x), testY: test.y.values };
}

function digits(n: number, share: number): Split {
  const { x, y } = datasets.digits({ seed: n });
  const draw = generator(n);
  const rows = [...y.values.keys()];
  const [training, test] = [takeRows(y, rows.slice(0, 200)), takeRows(y, rows.slice(1000))];
  const wrong = (label: number) => (label + 1 + Math.floor(9 * draw())) % 10;
  const labels = training.values.map((label) => (draw() < share ? wrong(label) : label));
  return {
    x: by(16, takeRows(x, rows.slice(0, 200))),
    y: toTensor({ ...training, values: labels }),
    testX: by(16, takeRows(x, rows.slice(1000))),
    testY: test.values,
  };
}

function by(divisor: number, pixels: { values: Float32Array; shape: number[] }): tf.Tensor {
  return tf.tidy(() => toTensor(pixels).div(divisor));
}

interface Options {
  classes: number;
  rate: number;
  epochs: number;
  batchSize: number;
}

async function measureOne(n: number, split: Split, layers: Layers, options: Options): Promise<Measured> {
  const { x, y, testX, testY } = split;
  const { classes, rate, epochs, batchSize } = options;
  seed(n);
  const output = dense({ units: classes, activation: classes > 1 ? 'softmax' : 'sigmoid' });
  const model = tf.sequential({ layers: [...layers(), output] });
  const loss = classes > 1 ? 'sparseCategoricalCrossentropy' : 'binaryCrossentropy';
  model.compile({ optimizer: tf.train.adam(rate), loss });
  const parameters = model.countParams();
  await train(model, { x, y, epochs, batchSize, seed: n, statistics: false });
  const measured = {
    seed: n,
    train: score(model, x, y.dataSync()),
    test: score(model, testX, testY),
    parameters,
    updates: epochs * Math.ceil(x.shape[0]! / batchSize),
  };
  tf.disposeVariables();
  tf.dispose([x, y, testX]);
  return measured;
}

function score(model: tf.LayersModel, x: tf.Tensor, labels: ArrayLike<number>): number {
  const predicted = tf.tidy(() => {
    const p = model.predict(x) as tf.Tensor;
    return (p.shape[1]! > 1 ? p.argMax(1) : p).dataSync();
  });
  return Number(accuracy(Array.from(labels), predicted).toFixed(4));
}

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const variants = TABLES.flatMap((table) => Object.entries(table.variants));
  // Seed by seed, so that an interrupted measuring has all lines.
  for (let n = 1; n <= SEEDS; n++)
    for (const [name, variant] of variants) {
      results[name] ??= [];
      const runs = results[name];
      if (runs.length >= n) continue;
      runs.push(await variant.measure(n));
      writeFileSync(file, `${JSON.stringify(results)}\n`);
      report(`${name} seed ${n}: ${JSON.stringify(runs.at(-1))}`);
    }
}

/** Draws the results as Markdown tables. */
export function render(results: unknown): string {
  const measured = results as Results;
  const tables = TABLES.map((table) => draw(table, measured));
  return [...tables, costOfDepth(measured), endsAtACoin(measured)].join('\n\n');
}

function costOfDepth({ 'width-16-0': shallow = [], 'depth-8-0': deep = [] }: Results): string {
  const costs = shallow.map(({ test }, i) => test - deep[i]!.test);
  return `With right labels, and from the same seed, eight dense layers in place of one cost ${spread(costs)} of the test accuracy.`;
}

function endsAtACoin({ 'batch-1-fast': runs = [] }: Results): string {
  const coins = runs.filter(({ test }) => test === 0.5).length;
  return `With batches of 1, at ten times the rate, ${coins} of ${runs.length} runs end at a coin.`;
}

function draw({ of, second, variants }: Table, results: Results): string {
  const lines = Object.entries(variants).map(([name, { what }]) => {
    const runs = results[name] ?? [];
    const [first] = runs;
    if (!first) return `| ${what} | not measured | | |`;
    const [seen, unseen] = [runs.map((run) => run.train), runs.map((run) => run.test)];
    return `| ${what} | ${first[second].toLocaleString('en')} | ${spread(seen)} | ${spread(unseen)} |`;
  });
  return [
    `| ${of} | ${second} | training accuracy | test accuracy |`,
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

/** Least, lower median and most. */
function spread(values: number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]!;
  return [sorted[0]!, middle, sorted.at(-1)!].map((value) => value.toFixed(2)).join(' / ');
}

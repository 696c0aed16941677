/**
 * Claims A5 and D6 over 20 seeds: rates too large and too small, and what ReduceLROnPlateau does about a loss that
 * bounces, that has not started to fall, or that cannot fall.
 * `npx unstuck dev claim 07-learning-rate-plateaus` measures and writes the table into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  accuracy,
  type Dataset,
  datasets,
  LearningRateScheduler,
  ReduceLROnPlateau,
  type ReduceLROnPlateauOptions,
  ready,
  seed,
  type TrainCallback,
  tf,
  toTensor,
  train,
} from 'unstuck';

const SEEDS = 20;
/** Test and validation rows are drawn with these added to the seed. */
const TEST = 100_000;
const VALIDATION = 200_000;
/** Epochs at the end over which the loss must come to rest. */
const LAST = 6;

interface Variant {
  what: string;
  rate: number;
  /** What changes the rate; new for each run. */
  callbacks?: () => TrainCallback[];
  /** False: the callback finds no validation loss. */
  validation?: false;
}

interface Group {
  title: string;
  data: (n: number, rows: number) => Dataset;
  rows: { train: number; validation: number; test: number };
  input: (pixels: tf.Tensor) => tf.Tensor;
  network: () => tf.Sequential;
  epochs: number;
  variants: Record<string, Variant>;
}

interface Run {
  seed: number;
  /** On the test rows: cross-entropy and accuracy. */
  loss: number;
  accuracy: number;
  /** Greatest minus least training loss of the last six epochs. */
  range: number;
  /** In force during the last epoch. */
  rate: number;
  /** Gradient norm of the first layer at the end, on 32 training rows. */
  gradient: number;
}

type Results = Record<string, { engine: string; what: string; runs: Run[] }>;

/** As printed in answer D: factor .1, patience 5, minLr 1e-6. */
const reduce = (options: ReduceLROnPlateauOptions) => () => [
  new ReduceLROnPlateau({ factor: 0.1, patience: 5, minLr: 1e-6, ...options }),
];
const schedule = (rate: (epoch: number) => number) => () => [new LearningRateScheduler(rate)];

const EPOCHS = 24;
const BOUNCING = 0.2;

const GROUPS: Group[] = [
  {
    title: 'A5. Spots (12x12x3, overlapping classes), adam, one rate for all 24 epochs',
    ...spots(),
    variants: {
      's-1': { what: '1', rate: 1 },
      's-constant': { what: '0.2', rate: BOUNCING },
      's-001': { what: '0.01', rate: 0.01 },
      's-0001': { what: '0.001', rate: 0.001 },
      's-00001': { what: '0.0001', rate: 0.0001 },
      's-000001': { what: '0.00001', rate: 0.00001 },
    },
  },
  {
    title: 'D6. The same, bouncing at a rate of 0.2',
    ...spots(),
    variants: {
      's-constant': { what: 'constant', rate: BOUNCING },
      's-printed': {
        what: 'reduced as printed: factor .1, patience 5',
        rate: BOUNCING,
        callbacks: reduce({}),
      },
      's-blind': {
        what: 'the same, without validation rows',
        rate: BOUNCING,
        callbacks: reduce({}),
        validation: false,
      },
      's-patience-3': { what: 'patience 3', rate: BOUNCING, callbacks: reduce({ patience: 3 }) },
      's-patience-1': { what: 'patience 1', rate: BOUNCING, callbacks: reduce({ patience: 1 }) },
      's-steps': {
        what: 'schedule: a tenth after 8 epochs, again after 16',
        rate: BOUNCING,
        callbacks: schedule((epoch) => BOUNCING * 0.1 ** Math.floor(epoch / 8)),
      },
      's-cosine': {
        what: 'schedule: half a cosine down to 0',
        rate: BOUNCING,
        callbacks: schedule((epoch) => (BOUNCING / 2) * (1 + Math.cos((Math.PI * epoch) / EPOCHS))),
      },
    },
  },
  {
    title: 'D6. Faint stripes (16x16x3), a loss that has not started to fall, adam .003, 24 epochs',
    ...stripes({ amplitude: 20, noise: 30 }, 300),
    variants: {
      'f-constant': { what: 'constant', rate: 0.003 },
      'f-printed': { what: 'reduced as printed', rate: 0.003, callbacks: reduce({}) },
      'f-patience-1': { what: 'patience 1', rate: 0.003, callbacks: reduce({ patience: 1 }) },
      'f-delta': {
        what: 'patience 3, minDelta .01',
        rate: 0.003,
        callbacks: reduce({ patience: 3, minDelta: 0.01 }),
      },
    },
  },
  {
    title: 'D6. Clear stripes, adam at a hundred times the rate: a network that is dead or saturated',
    ...stripes({}, 200),
    variants: {
      'd-constant': { what: 'constant, .3', rate: 0.3 },
      'd-printed': { what: 'reduced as printed, from .3', rate: 0.3, callbacks: reduce({}) },
      'd-fresh': { what: 'started anew at .003', rate: 0.003 },
    },
  },
];

function spots(): Omit<Group, 'title' | 'variants'> {
  return {
    data: (n, rows) => datasets.spots({ seed: n, counts: [rows / 2, rows / 2], deviation: 14 }),
    rows: { train: 300, validation: 200, test: 400 },
    input: (pixels) => pixels.sub(110).div(30),
    network: () =>
      tf.sequential({
        layers: [
          tf.layers.conv2d({
            inputShape: [12, 12, 3],
            filters: 4,
            kernelSize: 5,
            strides: 2,
            activation: 'tanh',
          }),
          tf.layers.flatten(),
          tf.layers.dense({ units: 1, activation: 'sigmoid' }),
        ],
      }),
    epochs: EPOCHS,
  };
}

function stripes(
  options: { amplitude?: number; noise?: number },
  rows: number,
): Omit<Group, 'title' | 'variants'> {
  return {
    data: (n, count) => datasets.gratings({ seed: n, perClass: count / 2, ...options }),
    rows: { train: rows, validation: 200, test: 400 },
    input: (pixels) => pixels.div(255),
    network: () =>
      tf.sequential({
        layers: [
          tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
          tf.layers.maxPooling2d({ poolSize: 2 }),
          tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
          tf.layers.maxPooling2d({ poolSize: 2 }),
          tf.layers.flatten(),
          tf.layers.dense({ units: 1, activation: 'sigmoid' }),
        ],
      }),
    epochs: EPOCHS,
  };
}

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  const { engine, version, threads } = await ready();
  const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const label = `tfjs ${version}, ${engine}, ${threads} threads`;
  for (const group of GROUPS)
    for (const [name, variant] of Object.entries(group.variants)) {
      results[name] ??= { engine: label, what: variant.what, runs: [] };
      const { runs } = results[name];
      while (runs.length < SEEDS) {
        const run = await trainOnce(group, variant, runs.length + 1);
        runs.push(run);
        writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
        report(`${name}: ${JSON.stringify(run)}`);
      }
    }
}

async function trainOnce(group: Group, variant: Variant, n: number): Promise<Run> {
  const rows = {
    train: tensors(group, n, group.rows.train),
    validation: tensors(group, n + VALIDATION, group.rows.validation),
    test: tensors(group, n + TEST, group.rows.test),
  };
  seed(n);
  const model = group.network();
  model.compile({ optimizer: tf.train.adam(variant.rate), loss: 'binaryCrossentropy' });
  const { history, rates, layers } = await train(model, {
    ...rows.train,
    ...(variant.validation === false ? {} : { validation: rows.validation }),
    epochs: group.epochs,
    batchSize: 32,
    seed: n,
    callbacks: variant.callbacks?.() ?? [],
  });
  const predicted = tf.tidy(() => (model.predict(rows.test.x) as tf.Tensor).dataSync());
  const labels = rows.test.y.dataSync();
  model.dispose();
  tf.dispose(rows);
  const last = history.loss!.slice(-LAST);
  return {
    seed: n,
    loss: short(crossEntropy(labels, predicted)),
    accuracy: accuracy(labels, predicted),
    range: short(Math.max(...last) - Math.min(...last)),
    rate: rates.at(-1)!,
    gradient: short(layers.at(-1)![0]!.gradientNorm!),
  };
}

function tensors({ data, input }: Group, n: number, count: number): { x: tf.Tensor; y: tf.Tensor } {
  const { x, y } = data(n, count);
  return { x: tf.tidy(() => input(toTensor(x))), y: toTensor(y) };
}

/** Mean of -log of the probability given to the right class, with the clip of tfjs. */
function crossEntropy(labels: ArrayLike<number>, predicted: ArrayLike<number>): number {
  const losses = Array.from(predicted, (p, i) => -Math.log(Math.max(1e-7, labels[i] === 1 ? p : 1 - p)));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}

/** Draws the results as a Markdown table. */
export function render(results: unknown): string {
  const measured = results as Results;
  const rows = GROUPS.flatMap(({ title, variants }) => [
    `| **${title}** | | | | |`,
    ...Object.entries(variants).map(([name, { what }]) => row(what, measured[name]?.runs)),
  ]);
  return [
    '| rate | test loss, least / median / most | test accuracy, least / median / most | last six epochs: range of the loss, median | last rate, median |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function row(what: string, runs: Run[] | undefined): string {
  if (!runs) return '| not measured | | | | |';
  const sorted = (name: keyof Run) => runs.map((run) => run[name]).sort((a, b) => a - b);
  const spread = (name: keyof Run) => {
    const values = sorted(name);
    return [values[0]!, middle(values), values.at(-1)!].map((value) => value.toFixed(2)).join(' / ');
  };
  const range = middle(sorted('range'));
  const still = range < 0.0005 ? '0' : range.toPrecision(1);
  const stuck = runs.filter(({ gradient }) => gradient === 0).length;
  const why = stuck > 0 ? ` (${stuck} of ${runs.length} without gradient)` : '';
  return `| ${what} | ${spread('loss')} | ${spread('accuracy')} | ${still}${why} | ${Number(middle(sorted('rate')).toPrecision(2))} |`;
}

/** Lower median. */
function middle(sorted: number[]): number {
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

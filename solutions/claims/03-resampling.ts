/**
 * Claims C2 to C6 over 20 seeds: what copying, inventing and leaving out rows does to a rare class, in a table of
 * two columns and in images; and what a validation set says that was split off after resampling.
 * `npx unstuck dev claim 03-resampling` measures and writes the tables into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  balancedAccuracy,
  classWeight,
  type Dataset,
  datasets,
  GaussianNoise,
  type NdArray,
  NearMiss,
  prAuc,
  RandomOverSampler,
  RandomUnderSampler,
  ready,
  recall,
  Smote,
  SmoteTomek,
  seed,
  TomekLinks,
  tf,
  toTensor,
  train,
  trainTestSplit,
} from 'unstuck';

const SEEDS = 20;
/** Test rows are drawn with this added to the seed. */
const TEST = 100_000;

/** Rows of numbers, and the class of each. */
interface Rows {
  x: NdArray;
  y: Float32Array;
}

type Resample = (rows: Rows) => Rows;

interface Variant {
  what: string;
  resample: Resample;
  weights?: boolean;
  /** As many updates as the rows as they are would give: more epochs where rows were left out, fewer where some were added. */
  sameUpdates?: boolean;
}

interface Group {
  title: string;
  rows: (set: Dataset) => Rows;
  network: () => tf.LayersModel;
  epochs: number;
  variants: Record<string, Variant>;
}

interface Run {
  seed: number;
  /** Rows to train on. */
  rows: number;
  recall: number;
  balanced: number;
  onTraining: number;
  prAuc: number;
}

interface Split {
  what: string;
  /** What is done to all rows, of which half then validate. */
  before: Resample;
  /** What is done to the training half alone. */
  after: Resample;
}

/** Balanced accuracy as the validation set says it, and as new images say it. */
interface SplitRun {
  seed: number;
  reported: number;
  real: number;
}

interface Results {
  engine: string;
  variants: Record<string, Run[]>;
  splits: Record<string, SplitRun[]>;
}

interface Sampler {
  fitResample(x: NdArray, y: Float32Array): Rows;
}

const asTheyAre: Resample = (rows) => rows;
const by =
  (sampler: () => unknown): Resample =>
  ({ x, y }) =>
    (sampler() as Sampler).fitResample(x, y);

const GROUPS: Record<string, Group> = {
  T: {
    title:
      'Table of two columns (mean level inside the disc, outside), 380 to 20, a dense network, 20 epochs',
    rows: measuredColumns,
    network: denseNetwork,
    epochs: 20,
    variants: {
      't-none': { what: 'as they are', resample: asTheyAre },
      't-weights': { what: 'class weights', resample: asTheyAre, weights: true },
      't-over': { what: 'copies of rare rows', resample: by(() => new RandomOverSampler()) },
      't-smote': { what: 'C2: SMOTE', resample: by(() => new Smote()) },
      't-smote-tomek': { what: 'C3: SMOTE, then Tomek links out', resample: by(() => new SmoteTomek()) },
      't-tomek': { what: 'Tomek links out, nothing else', resample: by(() => new TomekLinks()) },
      't-noise': {
        what: 'C6: noisy copies of rare rows',
        resample: by(() => new GaussianNoise({ stddev: 5 })),
      },
      't-noise-all': {
        what: 'C6: a noisy copy of every row',
        resample: by(() => new GaussianNoise({ stddev: 5, copies: 1 })),
      },
      't-under': { what: 'C4: random undersampling', resample: by(() => new RandomUnderSampler()) },
      't-under-long': {
        what: 'C4: the same, as many updates as with all rows',
        resample: by(() => new RandomUnderSampler()),
        sameUpdates: true,
      },
      't-near-1': { what: 'C5: NearMiss 1', resample: by(() => new NearMiss({ version: 1 })) },
      't-near-2': { what: 'C5: NearMiss 2', resample: by(() => new NearMiss({ version: 2 })) },
      't-near-3': { what: 'C5: NearMiss 3', resample: by(() => new NearMiss({ version: 3 })) },
    },
  },
  I: {
    title: 'Images of 432 numbers, 380 to 20, a small CNN, 12 epochs',
    rows: pixels,
    network: () => cnn(),
    epochs: 12,
    variants: {
      'i-none': { what: 'as they are', resample: asTheyAre },
      'i-weights': { what: 'class weights', resample: asTheyAre, weights: true },
      'i-over': { what: 'copies of rare images', resample: by(() => new RandomOverSampler()) },
      'i-over-same': {
        what: 'the same, as many updates as without copies',
        resample: by(() => new RandomOverSampler()),
        sameUpdates: true,
      },
      'i-flips': { what: 'C6: flipped copies of rare images', resample: flippedCopies },
      'i-smote': { what: 'C2: SMOTE', resample: by(() => new Smote()) },
      'i-smote-same': {
        what: 'C2: SMOTE, as many updates as without',
        resample: by(() => new Smote()),
        sameUpdates: true,
      },
      'i-smote-tomek': { what: 'C3: SMOTE, then Tomek links out', resample: by(() => new SmoteTomek()) },
      'i-under': { what: 'C4: random undersampling', resample: by(() => new RandomUnderSampler()) },
      'i-under-long': {
        what: 'C4: the same, as many updates as with all images',
        resample: by(() => new RandomUnderSampler()),
        sameUpdates: true,
      },
      'i-near-1-long': {
        what: 'C5: NearMiss 1, as many updates',
        resample: by(() => new NearMiss({ version: 1 })),
        sameUpdates: true,
      },
    },
  },
};

const SPLITS: Record<string, Split> = {
  copies: {
    what: 'copies of rare images, then the split',
    before: by(() => new RandomOverSampler()),
    after: asTheyAre,
  },
  smote: { what: 'SMOTE, then the split', before: by(() => new Smote()), after: asTheyAre },
  honest: {
    what: 'the split, then copies in the training half',
    before: asTheyAre,
    after: by(() => new RandomOverSampler()),
  },
  'honest-smote': {
    what: 'the split, then SMOTE in the training half',
    before: asTheyAre,
    after: by(() => new Smote()),
  },
};

function pixels({ x, y }: Dataset): Rows {
  return { x: { values: x.values, shape: [x.shape[0]!, 432] }, y: y.values };
}

/** Mean level inside the disc and outside it, of each image. */
function measuredColumns({ x, y }: Dataset): Rows {
  const values = new Float32Array(2 * y.values.length);
  const counts = [0, 0];
  for (let k = 0; k < 432; k++) counts[outside(k)]! += 1;
  x.values.forEach((value, i) => {
    const column = outside(i % 432);
    values[2 * Math.floor(i / 432) + column]! += value / counts[column]!;
  });
  return { x: { values, shape: [y.values.length, 2] }, y: y.values };
}

/** 0 for a value inside the disc, 1 for one outside. */
function outside(place: number): 0 | 1 {
  const pixel = Math.floor(place / 3);
  return Math.hypot((pixel % 12) - 5.5, Math.floor(pixel / 12) - 5.5) <= 3 ? 0 : 1;
}

/** Copies of rare images, each flipped at random in both directions: a spot stays a spot. */
function flippedCopies({ x, y }: Rows): Rows {
  const grown = by(() => new RandomOverSampler())({ x, y });
  const { values, shape } = grown.x;
  tf.tidy(() => {
    const images = tf.tensor4d(values, [shape[0]!, 12, 12, 3]).slice([y.length, 0, 0, 0]);
    const coin = () => tf.randomUniform([images.shape[0], 1, 1, 1]).less(0.5);
    const sideways = tf.where(coin(), tf.reverse(images, 2), images);
    values.set(tf.where(coin(), tf.reverse(sideways, 1), sideways).dataSync(), x.values.length);
  });
  return grown;
}

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  const { engine, version, threads } = await ready();
  const results: Results = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { engine: `tfjs ${version}, ${engine}, ${threads} threads`, variants: {}, splits: {} };
  const save = () => writeFileSync(file, `${JSON.stringify(results)}\n`);
  for (const [name, split] of Object.entries(SPLITS)) {
    results.splits[name] ??= [];
    await repeat(results.splits[name], (n) => splitOnce(n, split), save);
  }
  report('splits: measured');
  for (const group of Object.values(GROUPS))
    for (const [name, variant] of Object.entries(group.variants)) {
      results.variants[name] ??= [];
      await repeat(results.variants[name], (n) => trainOnce(group, variant, n), save);
      report(row(variant.what, results.variants[name]));
    }
}

async function repeat<R>(runs: R[], run: (seed: number) => Promise<R>, save: () => void): Promise<void> {
  while (runs.length < SEEDS) {
    runs.push(await run(runs.length + 1));
    save();
  }
}

async function trainOnce(group: Group, variant: Variant, n: number): Promise<Run> {
  const training = group.rows(datasets.spots({ seed: n, counts: [380, 20] }));
  const test = group.rows(datasets.spots({ seed: n + TEST, counts: [1900, 100] }));
  seed(n);
  const rows = variant.resample(training);
  const epochs = variant.sameUpdates
    ? Math.round((group.epochs * training.y.length) / rows.y.length)
    : group.epochs;
  const { predict, dispose } = await trained(group.network, rows, { n, epochs, weights: variant.weights });
  const [p, own] = [predict(test), predict(training)];
  dispose();
  return {
    seed: n,
    rows: rows.y.length,
    recall: rounded(recall(test.y, called(p))),
    balanced: rounded(balancedAccuracy(test.y, called(p))),
    onTraining: rounded(balancedAccuracy(training.y, called(own))),
    prAuc: rounded(prAuc(test.y, p)),
  };
}

/** Half of the images for validation; the network is large enough to learn the others by heart. */
async function splitOnce(n: number, { before, after }: Split): Promise<SplitRun> {
  seed(n);
  const all = before(pixels(datasets.spots({ seed: n, counts: [760, 40] })));
  const [x, valX, y, valY] = trainTestSplit(all.x, all.y, { testSize: 0.5, seed: n, stratify: all.y });
  const test = pixels(datasets.spots({ seed: n + TEST, counts: [950, 50] }));
  const { predict, dispose } = await trained(() => cnn(64), after({ x, y }), { n, epochs: 20 });
  const validation = { x: valX, y: valY };
  const [reported, real] = [validation, test].map((rows) => balancedAccuracy(rows.y, called(predict(rows))));
  dispose();
  return { seed: n, reported: rounded(reported!), real: rounded(real!) };
}

async function trained(
  network: () => tf.LayersModel,
  { x: values, y: labels }: Rows,
  { n, epochs, weights }: { n: number; epochs: number; weights?: boolean | undefined },
) {
  seed(n);
  const model = network();
  const shape = model.inputs[0]!.shape.slice(1) as number[];
  const scaled = ({ x }: { x: NdArray }) =>
    tf.tidy(() =>
      toTensor(x)
        .reshape([-1, ...shape])
        .sub(110)
        .div(40),
    );
  const [x, y] = [scaled({ x: values }), tf.tensor2d(labels, [labels.length, 1])];
  const classWeights = weights ? { classWeight: classWeight(labels) } : {};
  await train(model, { x, y, epochs, seed: n, statistics: false, ...classWeights });
  tf.dispose([x, y]);
  const predict = (rows: Rows) =>
    tf.tidy(() => (model.predict(scaled(rows)) as tf.Tensor).dataSync() as Float32Array);
  return { predict, dispose: () => model.dispose() };
}

function denseNetwork(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [2], units: 16, activation: 'relu' }),
      tf.layers.dense({ units: 16, activation: 'relu' }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy' });
  return model;
}

/** As in lesson 2; `dense` units make it large enough to learn images by heart. */
function cnn(dense?: number): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [12, 12, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      ...(dense ? [] : [tf.layers.maxPooling2d({ poolSize: 2 })]),
      tf.layers.flatten(),
      ...(dense ? [tf.layers.dense({ units: dense, activation: 'relu' })] : []),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy' });
  return model;
}

function called(p: ArrayLike<number>): number[] {
  return Array.from(p, (value) => (value > 0.5 ? 1 : 0));
}

/** Draws the results as Markdown tables. */
export function render(results: unknown): string {
  const { variants, splits } = results as Results;
  return [
    '| 800 images, half of them for validation | balanced accuracy on the validation images, least / median / most | on new images | reported too much, median |',
    '| --- | --- | --- | --- |',
    ...Object.entries(SPLITS).map(([name, { what }]) => splitRow(what, splits[name])),
    '',
    '| the training rows | how many, median | recall of the rare class, least / median / most | balanced accuracy on new rows, least / median / most | on the 400 training rows, median | PR-AUC, median |',
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.values(GROUPS).flatMap((group) => [
      `| **${group.title}** | | | | | |`,
      ...Object.entries(group.variants).map(([name, { what }]) => row(what, variants[name])),
    ]),
  ].join('\n');
}

function splitRow(what: string, runs: SplitRun[] | undefined): string {
  if (!runs) return `| ${what} | not measured | | |`;
  const cells = [
    spread(runs.map(({ reported }) => reported)),
    spread(runs.map(({ real }) => real)),
    // Not -0.00.
    (Number(median(runs.map(({ reported, real }) => reported - real)).toFixed(2)) + 0).toFixed(2),
  ];
  return `| ${what} | ${cells.join(' | ')} |`;
}

function row(what: string, runs: Run[] | undefined): string {
  if (!runs) return `| ${what} | not measured | | | | |`;
  const of = (key: Exclude<keyof Run, 'seed'>) => runs.map((run) => run[key]);
  const cells = [
    median(of('rows')),
    spread(of('recall')),
    spread(of('balanced')),
    median(of('onTraining')).toFixed(2),
    median(of('prAuc')).toFixed(2),
  ];
  return `| ${what} | ${cells.join(' | ')} |`;
}

function spread(values: number[]): string {
  return [Math.min(...values), median(values), Math.max(...values)]
    .map((value) => value.toFixed(2))
    .join(' / ');
}

/** Lower median. */
function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/**
 * Claims A3, B1, C1, C10 and C11 over 20 seeds: what weights do to a rare class, which of them, and how far a
 * validation set with few rare images can be trusted.
 * `npx unstuck dev claim 02-class-imbalance` measures and writes the tables into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  accuracy,
  balancedAccuracy,
  chooseThreshold,
  classWeight,
  type Dataset,
  datasets,
  prAuc,
  ready,
  recall,
  seed,
  takeRows,
  tf,
  toTensor,
  train,
  trainTestSplit,
  weightedBinaryCrossentropy,
} from 'unstuck';

const SEEDS = 20;
/** Test images are drawn with this added to the seed. */
const TEST = 100_000;

interface Variant {
  what: string;
  /** Named as `choices.threshold` in `scoresOf`. Default one half. */
  thresholds?: Record<string, Threshold>;
  weights?: (labels: ArrayLike<number>) => Record<number, number>;
  loss?: 'binaryCrossentropy' | ReturnType<typeof weightedBinaryCrossentropy>;
  optimizer?: () => tf.Optimizer;
  epochs?: number;
  /** Filters of the convolutions. */
  filters?: readonly number[];
}

interface Threshold {
  what: string;
  at: number | 'youden';
}

interface Group {
  title: string;
  /** Training and test images. */
  data: (n: number) => [Dataset, Dataset];
  scale: (pixels: tf.Tensor) => tf.Tensor;
  /** Label of the rare class. */
  rare: 0 | 1;
  filters: readonly number[];
  epochs: number;
  rate: number;
  variants: Record<string, Variant>;
}

interface Run {
  seed: number;
  accuracy: number;
  recall: number;
  balanced: number;
  prAuc: number;
  /** As the training printed it, weights and all. */
  shownLoss: number;
  /** On the test images, without weights. */
  testLoss: number;
}

/** One measured validation set: what it said, and what new images said. */
interface SplitRun {
  seed: number;
  rare: number;
  validation: number | null;
  test: number;
}

interface Results {
  engine: string;
  variants: Record<string, Run[]>;
  splits: Record<string, SplitRun[]>;
}

const inverse = (labels: ArrayLike<number>) =>
  Object.fromEntries(Object.entries(classWeight(labels)).map(([label, weight]) => [label, 2 * weight]));
const complementary = (labels: ArrayLike<number>) => classWeight(labels, 'complementary');
const centred = (pixels: tf.Tensor) => tf.tidy(() => pixels.sub(110).div(40));
const momentum = () => tf.train.momentum(0.01, 0.9);

const SPOTS = { scale: centred, rare: 1, filters: [8, 16], epochs: 12, rate: 0.003 } as const;

const GROUPS: Record<string, Group> = {
  A: {
    title: "Answer A's data and network: 800 bright images, 200 dark ones; the classes do not overlap",
    data: (n) => [brightness(n, 800, 200), brightness(n + TEST, 200, 50)],
    scale: (pixels) => pixels.div(255),
    rare: 0,
    filters: [32],
    epochs: 5,
    rate: 0.001,
    variants: {
      'a-none': { what: 'no weights' },
      'a-complementary': { what: 'A3: the share of the other class', weights: complementary },
    },
  },
  B: {
    title: 'Spots, 380 to 20; the classes overlap; adam .003, 12 epochs',
    data: (n) => [spots(n, [380, 20], [0, 36]), spots(n + TEST, [1900, 100], [0, 36])],
    ...SPOTS,
    variants: {
      'b-none': {
        what: 'C1: no weights',
        thresholds: {
          'b-none-prior': { what: 'no weights, threshold .05', at: 0.05 },
          'b-none-youden': { what: 'no weights, threshold chosen on the training images', at: 'youden' },
        },
      },
      'b-long': { what: 'no weights, four times the epochs', epochs: 48 },
      'b-wide': { what: 'no weights, four times the filters', filters: [32, 64] },
      'b-balanced': {
        what: 'n / (2 count)',
        weights: classWeight,
        thresholds: { 'b-twice': { what: 'n / (2 count), and threshold .05', at: 0.05 } },
      },
      'b-complementary': { what: 'the share of the other class', weights: complementary },
      'b-inverse': { what: 'B1: n / count', weights: inverse },
      'b-fifth': { what: 'C10: [.2, .8]', loss: weightedBinaryCrossentropy([0.2, 0.8]) },
      'b-sgd': { what: 'n / (2 count), SGD .01, momentum .9', weights: classWeight, optimizer: momentum },
      'b-sgd-complementary': {
        what: 'the share of the other class, the same SGD',
        weights: complementary,
        optimizer: momentum,
      },
      'b-sgd-inverse': { what: 'n / count, the same SGD', weights: inverse, optimizer: momentum },
    },
  },
  C: {
    title: 'Spots, 320 to 80, closer together; adam .003, 12 epochs',
    data: (n) => [spots(n, [320, 80], [0, 24]), spots(n + TEST, [1600, 400], [0, 24])],
    ...SPOTS,
    variants: {
      'c-none': {
        what: 'no weights',
        thresholds: { 'c-prior': { what: 'no weights, threshold .2', at: 0.2 } },
      },
      'c-fifth': { what: 'A3 and C10: [.2, .8]', loss: weightedBinaryCrossentropy([0.2, 0.8]) },
    },
  },
};

const SPLITS: Record<string, { what: string; stratify: boolean }> = {
  random: { what: 'C11: a fifth, drawn at random', stratify: false },
  stratified: { what: 'a fifth of each class', stratify: true },
};

function spots(n: number, counts: number[], means: number[]): Dataset {
  return datasets.spots({ seed: n, counts, means });
}

/** Answer A's images with fewer dark ones. */
function brightness(n: number, bright: number, dark: number): Dataset {
  const { x, y, classes } = datasets.brightness({ seed: n, perClass: Math.max(bright, dark) });
  const left = [dark, bright];
  const rows = [...y.values.keys()].filter((row) => left[y.values[row]!]!-- > 0);
  return { x: takeRows(x, rows), y: takeRows(y, rows), classes };
}

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  const { engine, version, threads } = await ready();
  const results: Results = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { engine: `tfjs ${version}, ${engine}, ${threads} threads`, variants: {}, splits: {} };
  const save = () => writeFileSync(file, `${JSON.stringify(results)}\n`);
  for (const group of Object.values(GROUPS))
    for (const [name, variant] of Object.entries(group.variants)) {
      results.variants[name] ??= [];
      while (results.variants[name].length < SEEDS) {
        const runs = await trainOnce(group, name, variant, results.variants[name].length + 1);
        for (const [key, run] of Object.entries(runs)) {
          results.variants[key] ??= [];
          results.variants[key].push(run);
        }
        save();
        report(`${name} seed ${results.variants[name].length}: ${JSON.stringify(runs[name])}`);
      }
    }
  for (const [name, { stratify }] of Object.entries(SPLITS)) {
    results.splits[name] ??= [];
    while (results.splits[name].length < SEEDS) {
      results.splits[name].push(await splitOnce(results.splits[name].length + 1, stratify));
      save();
    }
    report(`${name}: measured`);
  }
}

/** One training, and one run for each threshold that its outputs are cut at. */
async function trainOnce(
  group: Group,
  name: string,
  variant: Variant,
  n: number,
): Promise<Record<string, Run>> {
  const [training, test] = group.data(n);
  const { predict, shownLoss, dispose } = await trained(group, variant, training, n);
  const [p, onTraining] = [predict(test), predict(training)];
  dispose();
  const cuts = { [name]: 0.5 as const, ...mapThresholds(variant.thresholds) };
  return Object.fromEntries(
    Object.entries(cuts).map(([key, at]) => {
      const cut = at === 'youden' ? chooseThreshold(training.y, onTraining, { by: 'youden' }).threshold : at;
      return [key, { seed: n, ...scores(test.y.values, p, cut, group.rare), shownLoss }];
    }),
  );
}

function mapThresholds(thresholds: Record<string, Threshold> = {}): Record<string, Threshold['at']> {
  return Object.fromEntries(Object.entries(thresholds).map(([key, { at }]) => [key, at]));
}

async function trained(group: Group, variant: Variant, { x: images, y: labels }: Dataset, n: number) {
  const [pixels, y] = [toTensor(images), toTensor(labels)];
  const x = group.scale(pixels);
  seed(n);
  const model = network(group, variant, images.shape.slice(1));
  const weights = variant.weights?.(labels.values);
  const run = await train(model, {
    x,
    y,
    epochs: variant.epochs ?? group.epochs,
    seed: n,
    statistics: false,
    ...(weights ? { classWeight: weights } : {}),
  });
  tf.dispose([pixels, x, y]);
  const predict = (set: Dataset) =>
    tf.tidy(() => (model.predict(group.scale(toTensor(set.x))) as tf.Tensor).dataSync());
  return { predict, shownLoss: rounded(run.history.loss!.at(-1)!), dispose: () => model.dispose() };
}

function network(group: Group, variant: Variant, inputShape: number[]): tf.LayersModel {
  const model = tf.sequential();
  (variant.filters ?? group.filters).forEach((filters, i) => {
    const shape = i === 0 ? { inputShape } : {};
    model.add(tf.layers.conv2d({ filters, kernelSize: 3, activation: 'relu', ...shape }));
    model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  });
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  const optimizer = variant.optimizer?.() ?? tf.train.adam(group.rate);
  model.compile({ optimizer, loss: variant.loss ?? 'binaryCrossentropy' });
  return model;
}

function scores(labels: Float32Array, p: ArrayLike<number>, cut: number, rare: 0 | 1) {
  const called = Array.from(p, (value) => (value >= cut ? 1 : 0));
  const towardsRare = Array.from(p, (value) => (rare === 1 ? value : 1 - value));
  return {
    accuracy: rounded(accuracy(labels, called)),
    recall: rounded(recall(labels, called, { posLabel: rare })),
    balanced: rounded(balancedAccuracy(labels, called)),
    prAuc: rounded(prAuc(labels, towardsRare, { posLabel: rare })),
    testLoss: rounded(crossentropy(labels, p)),
  };
}

function crossentropy(labels: Float32Array, p: ArrayLike<number>): number {
  const costs = labels.map((label, i) => -Math.log(Math.max(1e-7, label === 1 ? p[i]! : 1 - p[i]!)));
  return costs.reduce((sum, cost) => sum + cost, 0) / labels.length;
}

/** Trains on four fifths with weights; asks the last fifth, and new images, for the recall of the rare class. */
async function splitOnce(n: number, stratify: boolean): Promise<SplitRun> {
  const group = GROUPS.B!;
  const [all, test] = group.data(n);
  const [x, valX, y, valY] = trainTestSplit(all.x, all.y, {
    testSize: 0.2,
    seed: n,
    ...(stratify ? { stratify: all.y.values } : {}),
  });
  const { predict, dispose } = await trained(group, { what: '', weights: classWeight }, { ...all, x, y }, n);
  const recallOn = (set: Dataset) => scores(set.y.values, predict(set), 0.5, 1).recall;
  const rare = valY.values.filter((label) => label === 1).length;
  const validation = rare > 0 ? recallOn({ ...all, x: valX, y: valY }) : null;
  const run = { seed: n, rare, validation, test: recallOn(test) };
  dispose();
  return run;
}

/** Draws the results as Markdown tables. */
export function render(results: unknown): string {
  const { variants, splits } = results as Results;
  const rows = Object.values(GROUPS).flatMap((group) => [
    `| **${group.title}** | | | | | | |`,
    ...Object.entries(group.variants).flatMap(([name, variant]) => [
      row(variant.what, variants[name]),
      ...Object.entries(variant.thresholds ?? {}).map(([key, { what }]) => row(what, variants[key])),
    ]),
  ]);
  return [
    '| what was done | accuracy, median | recall of the rare class, least / median / most | balanced accuracy, least / median / most | PR-AUC, median | loss shown, median | loss on new images, without weights, median |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '| 80 of the 400 spots for validation | rare ones among them, least / median / most | recall measured on them | recall on new images | how far apart the two are, median / most |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(SPLITS).map(([name, { what }]) => splitRow(what, splits[name])),
  ].join('\n');
}

function row(what: string, runs: Run[] | undefined): string {
  if (!runs) return `| ${what} | not measured | | | | | |`;
  const of = (key: Exclude<keyof Run, 'seed'>) => runs.map((run) => run[key]);
  const cells = [
    spread(of('accuracy')).split(' / ')[1],
    spread(of('recall')),
    spread(of('balanced')),
    median(of('prAuc')).toFixed(2),
    Number(median(of('shownLoss')).toPrecision(2)),
    Number(median(of('testLoss')).toPrecision(2)),
  ];
  return `| ${what} | ${cells.join(' | ')} |`;
}

function splitRow(what: string, runs: SplitRun[] | undefined): string {
  if (!runs) return `| ${what} | not measured | | | |`;
  const known = runs.flatMap(({ validation, test }) => (validation === null ? [] : [{ validation, test }]));
  const apart = known.map(({ validation, test }) => Math.abs(validation - test));
  const cells = [
    spread(
      runs.map(({ rare }) => rare),
      0,
    ),
    spread(known.map(({ validation }) => validation)),
    spread(runs.map(({ test }) => test)),
    `${median(apart).toFixed(2)} / ${Math.max(...apart).toFixed(2)}`,
  ];
  return `| ${what} | ${cells.join(' | ')} |`;
}

function spread(values: number[], digits = 2): string {
  return [Math.min(...values), median(values), Math.max(...values)]
    .map((value) => value.toFixed(digits))
    .join(' / ');
}

/** Lower median. */
function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

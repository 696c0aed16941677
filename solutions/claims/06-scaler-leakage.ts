/**
 * Claim B4 over 20 seeds: a StandardScaler fitted where it should be, and in each place where it should not be.
 * Each line has two numbers: the accuracy that gets reported, and the accuracy of the same code on new rows that
 * come one at a time. `npx unstuck dev claim 06-scaler-leakage` measures and writes the table.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  accuracy,
  type Dataset,
  datasets,
  kFold,
  type NdArray,
  ready,
  StandardScaler,
  seed,
  takeRows,
  tf,
  toTensor,
  train,
} from 'unstuck';
import { generator, normal } from 'unstuck/random';

const SEEDS = 20;
/** Test rows and new rows are drawn with these added to the seed. */
const TEST = 100_000;
const NEW = 200_000;
/** Grey levels of the two classes. */
const means = [105, 155];

interface Score {
  reported: number;
  live: number;
}
type Run = { seed: number } & Score;
type Results = Record<string, { engine: string; what: string; runs: Run[] }>;

interface Group {
  title: string;
  variants: Record<string, string>;
  /** One seed: a score for each variant. */
  run(n: number): Promise<Record<string, Score>>;
}

const GROUPS: Group[] = [
  {
    title: 'Grey levels (8x8x3, two classes), test rows half and half as in training',
    variants: {
      'a-training': 'fitted on the training rows',
      'a-all': 'fitted on all rows, before the split',
      'a-again': 'fitted again on the test rows',
      'a-batches': 'fitted again on each batch of 32, classes mixed',
      'a-sorted': 'fitted again on each batch of 32, rows sorted by class',
      'a-single': 'fitted again on each image',
    },
    run: halfAndHalf,
  },
  {
    title: 'The same network, nine of ten test rows of one class',
    variants: { 'b-training': 'fitted on the training rows', 'b-again': 'fitted again on the test rows' },
    run: nineOfTen,
  },
  {
    title: 'The same network, test rows from another camera (gain .8, offset 50)',
    variants: {
      'c-training': 'fitted on the training rows',
      'c-again': 'fitted again on the test rows',
      'c-beforehand': 'fitted once on 200 earlier images of that camera',
    },
    run: anotherCamera,
  },
  {
    title: 'Five folds of 60 grey levels; reported is the mean over the folds',
    variants: {
      'd-inside': 'fitted inside each fold, on its training rows',
      'd-before': 'fitted before the folds, on all rows',
    },
    run: fiveFolds,
  },
  {
    title: 'One test row is broken: stored with 16 bits, 257 times as bright',
    variants: {
      'e-training': 'fitted on the training rows',
      'e-all': 'fitted on all rows, before the split',
    },
    run: brokenRow,
  },
  {
    title: 'Handwriting (8x8), even or odd, a mean for each pixel',
    variants: {
      'f-training': 'fitted on the training rows',
      'f-all': 'fitted on all rows, before the split',
      'f-again': 'fitted again on the test rows',
    },
    run: handwriting,
  },
  {
    title: 'Pure noise (768 numbers a row, 40 rows to train), labels by the toss of a coin',
    variants: {
      'g-scaler': 'scaler fitted on all rows',
      'g-selection': 'the 20 features that differ most, chosen on the training rows',
      'g-selection-all': 'the 20 features that differ most, chosen on all rows',
    },
    run: noise,
  },
];

/** Runs every group over the seeds. Results go into `file` after each seed; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  const { engine, version, threads } = await ready();
  const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const label = `tfjs ${version}, ${engine}, ${threads} threads`;
  for (const { title, variants, run } of GROUPS) {
    const names = Object.keys(variants);
    for (const name of names) results[name] ??= { engine: label, what: variants[name]!, runs: [] };
    for (let n = results[names[0]!]!.runs.length + 1; n <= SEEDS; n++) {
      const scores = await run(n);
      tf.disposeVariables();
      for (const name of names) results[name]!.runs.push({ seed: n, ...scores[name]! });
      writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
      report(`${title}, seed ${n}: ${JSON.stringify(scores)}`);
    }
  }
}

function levels(n: number, counts: [number, number]): Dataset {
  return datasets.levels({ seed: n, counts, means });
}

/** One row a pixel, one column a channel: a mean for each channel. */
function pixels({ values }: NdArray, channels = 3) {
  return { values, shape: [values.length / channels, channels] };
}

function fitScaler(x: NdArray): StandardScaler {
  return new StandardScaler().fit(pixels(x));
}

function scale(x: NdArray, scaler = fitScaler(x)): NdArray {
  return { values: scaler.transform(pixels(x)).values, shape: x.shape };
}

/** Each `size` rows by a scaler of their own. */
function scaleInBatches(x: NdArray, size: number): NdArray {
  const starts = [...Array(Math.ceil(x.shape[0]! / size)).keys()].map((i) => i * size);
  return join(...starts.map((start) => scale(rowsFrom(x, start, start + size))));
}

function rowsFrom(x: NdArray, from: number, to = x.shape[0]!): NdArray {
  const end = Math.min(to, x.shape[0]!);
  return takeRows(
    x,
    Array.from({ length: end - from }, (_, i) => from + i),
  );
}

function join(...parts: NdArray[]): NdArray {
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  const rows = parts.reduce((sum, part) => sum + part.shape[0]!, 0);
  return { values, shape: [rows, ...parts[0]!.shape.slice(1)] };
}

function network(inputShape: number[], padding: 'valid' | 'same' = 'valid'): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape, filters: 8, kernelSize: 3, padding, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy' });
  return model;
}

/** Trains on scaled rows; what comes back tells how often it is right. */
async function learn(n: number, model: tf.LayersModel, x: NdArray, y: NdArray, epochs = 8) {
  const tensors = { x: toTensor(x), y: toTensor(y) };
  await train(model, { ...tensors, epochs, batchSize: 32, seed: n, statistics: false });
  tf.dispose(tensors);
  return (scaled: NdArray, labels: NdArray) => {
    const predicted = tf.tidy(() => (model.predict(toTensor(scaled)) as tf.Tensor).dataSync());
    return accuracy(labels.values, predicted);
  };
}

/** The network of the first three groups: fitted on the training rows, as it should be. */
async function honest(n: number, fittedOn?: NdArray) {
  const training = levels(n, [100, 100]);
  const scaler = fitScaler(fittedOn ? join(training.x, fittedOn) : training.x);
  seed(n);
  const isRight = await learn(n, network([8, 8, 3]), scale(training.x, scaler), training.y);
  return { scaler, isRight };
}

async function halfAndHalf(n: number): Promise<Record<string, Score>> {
  const [test, fresh] = [TEST, NEW].map((more) => levels(n + more, [100, 100])) as [Dataset, Dataset];
  const { scaler, isRight } = await honest(n);
  const leaked = await honest(n, test.x);
  const order = [...test.y.values.keys()].sort((a, b) => test.y.values[a]! - test.y.values[b]!);
  const single = isRight(scaleInBatches(fresh.x, 1), fresh.y);
  const again = (x: NdArray, y = test.y): Score => ({ reported: isRight(x, y), live: single });
  const once = ({ scaler: used, isRight: right }: typeof leaked): Score => ({
    reported: right(scale(test.x, used), test.y),
    live: right(scale(fresh.x, used), fresh.y),
  });
  return {
    'a-training': once({ scaler, isRight }),
    'a-all': once(leaked),
    'a-again': again(scale(test.x)),
    'a-batches': again(scaleInBatches(test.x, 32)),
    'a-sorted': again(scaleInBatches(takeRows(test.x, order), 32), takeRows(test.y, order)),
    'a-single': again(scaleInBatches(test.x, 1)),
  };
}

async function nineOfTen(n: number): Promise<Record<string, Score>> {
  const [test, fresh] = [TEST, NEW].map((more) => levels(n + more, [40, 360])) as [Dataset, Dataset];
  const { scaler, isRight } = await honest(n);
  return {
    'b-training': {
      reported: isRight(scale(test.x, scaler), test.y),
      live: isRight(scale(fresh.x, scaler), fresh.y),
    },
    'b-again': {
      reported: isRight(scale(test.x), test.y),
      live: isRight(scaleInBatches(fresh.x, 1), fresh.y),
    },
  };
}

function camera({ values, shape }: NdArray): NdArray {
  return { values: values.map((value) => Math.min(255, 50 + 0.8 * value)), shape };
}

async function anotherCamera(n: number): Promise<Record<string, Score>> {
  const sets = [TEST, NEW, TEST + NEW].map((more) => levels(n + more, [100, 100]));
  const [test, fresh, earlier] = sets.map((set) => camera(set.x)) as [NdArray, NdArray, NdArray];
  const [testY, freshY] = sets.map((set) => set.y) as [NdArray, NdArray];
  const { scaler, isRight } = await honest(n);
  const once = (used: StandardScaler): Score => ({
    reported: isRight(scale(test, used), testY),
    live: isRight(scale(fresh, used), freshY),
  });
  return {
    'c-training': once(scaler),
    'c-again': { reported: isRight(scale(test), testY), live: isRight(scaleInBatches(fresh, 1), freshY) },
    'c-beforehand': once(fitScaler(earlier)),
  };
}

async function fiveFolds(n: number): Promise<Record<string, Score>> {
  const data = levels(n, [30, 30]);
  const fresh = levels(n + NEW, [100, 100]);
  const everything = fitScaler(data.x);
  const scores = { inside: [] as Score[], before: [] as Score[] };
  for (const fold of kFold(60, { shuffle: true, seed: n })) {
    const [x, y] = [takeRows(data.x, fold.train), takeRows(data.y, fold.train)];
    for (const [name, scaler] of [
      ['inside', fitScaler(x)],
      ['before', everything],
    ] as const) {
      seed(n);
      const isRight = await learn(n, network([8, 8, 3]), scale(x, scaler), y, 20);
      scores[name].push({
        reported: isRight(scale(takeRows(data.x, fold.test), scaler), takeRows(data.y, fold.test)),
        live: isRight(scale(fresh.x, scaler), fresh.y),
      });
    }
  }
  return { 'd-inside': average(scores.inside), 'd-before': average(scores.before) };
}

function average(scores: Score[]): Score {
  const mean = (name: keyof Score) => scores.reduce((sum, score) => sum + score[name], 0) / scores.length;
  return { reported: mean('reported'), live: mean('live') };
}

async function brokenRow(n: number): Promise<Record<string, Score>> {
  const [test, fresh] = [TEST, NEW].map((more) => levels(n + more, [100, 100])) as [Dataset, Dataset];
  const pixelsOfOne = test.x.values.length / 200;
  const values = test.x.values.map((value, i) => (i < pixelsOfOne ? 257 * value : value));
  const broken = { values, shape: test.x.shape };
  const score = ({ scaler, isRight }: Awaited<ReturnType<typeof honest>>): Score => ({
    reported: isRight(scale(broken, scaler), test.y),
    live: isRight(scale(fresh.x, scaler), fresh.y),
  });
  return { 'e-training': score(await honest(n)), 'e-all': score(await honest(n, broken)) };
}

/** A third to train, a third to test, the rest is new; one column a pixel. */
async function handwriting(n: number): Promise<Record<string, Score>> {
  const { x, y } = datasets.digits({ seed: n });
  const odd = { ...y, values: y.values.map((digit) => digit % 2) };
  const part = (from: number, to?: number) => ({ x: rowsFrom(x, from, to), y: rowsFrom(odd, from, to) });
  const [training, test, fresh] = [part(0, 600), part(600, 1200), part(1200)];
  const fitted = (rows: NdArray) => new StandardScaler().fit(pixels(rows, 64));
  const by = (rows: NdArray, scaler: StandardScaler): NdArray => ({
    values: scaler.transform(pixels(rows, 64)).values,
    shape: rows.shape,
  });
  const trained = async (scaler: StandardScaler) => {
    seed(n);
    return learn(n, network([8, 8, 1], 'same'), by(training.x, scaler), training.y);
  };
  const [own, everything] = [fitted(training.x), fitted(join(training.x, test.x))];
  const [isRight, leaked] = [await trained(own), await trained(everything)];
  // Fitted on one row, every pixel is its own mean: the scaled image is all zeros.
  const zeros = { values: new Float32Array(fresh.x.values.length), shape: fresh.x.shape };
  return {
    'f-training': {
      reported: isRight(by(test.x, own), test.y),
      live: isRight(by(fresh.x, own), fresh.y),
    },
    'f-all': {
      reported: leaked(by(test.x, everything), test.y),
      live: leaked(by(fresh.x, everything), fresh.y),
    },
    'f-again': {
      reported: isRight(by(test.x, fitted(test.x)), test.y),
      live: isRight(zeros, fresh.y),
    },
  };
}

const FEATURES = 768;
const KEPT = 20;

async function noise(n: number): Promise<Record<string, Score>> {
  const draw = generator(n);
  const rows = (count: number) => ({
    x: {
      values: Float32Array.from({ length: count * FEATURES }, () => normal(draw)),
      shape: [count, FEATURES],
    },
    y: { values: Float32Array.from({ length: count }, (_, i) => i % 2), shape: [count, 1] },
  });
  const [training, test, fresh] = [rows(40), rows(40), rows(400)];
  const all = { x: join(training.x, test.x), y: join(training.y, test.y) };
  const score = async (columns: number[], fittedOn: NdArray): Promise<Score> => {
    const scaler = new StandardScaler().fit(keep(fittedOn, columns));
    const ready = ({ x }: typeof training) => scaler.transform(keep(x, columns));
    seed(n);
    const isRight = await learn(n, oneUnit(columns.length), ready(training), training.y, 15);
    return { reported: isRight(ready(test), test.y), live: isRight(ready(fresh), fresh.y) };
  };
  return {
    'g-scaler': await score([...Array(FEATURES).keys()], all.x),
    'g-selection': await score(mostDifferent(training), training.x),
    'g-selection-all': await score(mostDifferent(all), training.x),
  };
}

function oneUnit(inputs: number): tf.LayersModel {
  const dense = tf.layers.dense({ inputShape: [inputs], units: 1, activation: 'sigmoid' });
  const model = tf.sequential({ layers: [dense] });
  model.compile({ optimizer: tf.train.adam(0.03), loss: 'binaryCrossentropy' });
  return model;
}

function keep({ values, shape }: NdArray, columns: number[]): NdArray {
  const rows = shape[0]!;
  const kept = Array.from({ length: rows }, (_, i) => columns.map((j) => values[i * FEATURES + j]!));
  return { values: Float32Array.from(kept.flat()), shape: [rows, columns.length] };
}

/** The columns whose sums differ most between the classes, which are equally large. */
function mostDifferent({ x, y }: { x: NdArray; y: NdArray }): number[] {
  const difference = new Float64Array(FEATURES);
  x.values.forEach((value, at) => {
    const sign = y.values[Math.floor(at / FEATURES)] === 1 ? 1 : -1;
    difference[at % FEATURES]! += sign * value;
  });
  const order = [...difference.keys()].sort((a, b) => Math.abs(difference[b]!) - Math.abs(difference[a]!));
  return order.slice(0, KEPT);
}

/** Draws the results as a Markdown table. */
export function render(results: unknown): string {
  const measured = results as Results;
  const rows = GROUPS.flatMap(({ title, variants }) => [
    `| **${title}** | | |`,
    ...Object.keys(variants).map((name) => row(measured[name])),
  ]);
  return [
    '| scaler | reported accuracy, least / median / most | live: new rows, one at a time |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function row(variant: Results[string] | undefined): string {
  if (!variant) return '| not measured | | |';
  const { what, runs } = variant;
  return `| ${what} | ${spread(runs.map(({ reported }) => reported))} | ${spread(runs.map(({ live }) => live))} |`;
}

function spread(values: number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  // Lower median.
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]!;
  return [sorted[0]!, middle, sorted.at(-1)!].map((value) => value.toFixed(2)).join(' / ');
}

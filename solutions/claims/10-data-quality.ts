/**
 * Claims D1 and D3 over 20 seeds: images that are washed out, dark or blurred, labels that are wrong, and splits
 * that report something else than is true. `npx unstuck dev claim 10-data-quality` measures and writes the tables
 * into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  accuracy,
  datasets,
  type NdArray,
  perImageStandardization,
  ready,
  seed,
  takeRows,
  tf,
  toTensor,
  train,
} from 'unstuck';
import { generator, permutation } from 'unstuck/random';

const SEEDS = 20;
/** Test images are drawn with this added to the seed. */
const TEST = 100_000;

type Measured = Record<string, number>;
type Results = Record<string, { seed: number; measured: Measured }[]>;

interface Variant {
  what: string;
  measure: (n: number) => Promise<Measured>;
}

interface Table {
  /** Head of the first column. */
  of: string;
  /** Name in the results, and head of the column. */
  columns: Record<string, string>;
  variants: Record<string, Variant>;
}

type Change = (pixels: tf.Tensor) => tf.Tensor;

const as8bit = (pixels: tf.Tensor) => pixels.round().clipByValue(0, 255);
const means = (pixels: tf.Tensor) => pixels.mean([1, 2, 3], true);
const average = (pixels: tf.Tensor) => tf.avgPool(pixels as tf.Tensor4D, 3, 1, 'same');

/** What can happen to an image; all of it leaves whole numbers from 0 to 255. */
const SPOILED: Record<string, Change> = {
  good: as8bit,
  'washed out': (pixels) => as8bit(means(pixels).add(pixels.sub(means(pixels)).mul(0.06))),
  dark: (pixels) => as8bit(pixels.mul(0.1)),
  blurred: (pixels) => as8bit(average(average(pixels))),
};

const by255: Change = (pixels) => pixels.div(255);
const centred: Change = (pixels) => pixels.sub(means(pixels)).div(255);
const standardized: Change = (pixels) => perImageStandardization(pixels);

interface Images {
  what: string;
  /** How many of the 400 are spoiled, and how. */
  spoiled: number;
  how: string;
  /** Leave the spoiled ones out. */
  isRemoved?: boolean;
  prepare: Change;
  rate?: number;
}

const IMAGES: Record<string, Images> = {
  good: { what: 'good images, divided by 255', spoiled: 0, how: 'good', prepare: by255 },
  'washed-out': { what: 'washed out, divided by 255', spoiled: 400, how: 'washed out', prepare: by255 },
  'washed-out-rate': {
    what: 'washed out, divided by 255, ten times the rate',
    spoiled: 400,
    how: 'washed out',
    prepare: by255,
    rate: 0.03,
  },
  'washed-out-centred': {
    what: "washed out, minus each image's mean, divided by 255",
    spoiled: 400,
    how: 'washed out',
    prepare: centred,
  },
  'washed-out-standardized': {
    what: 'washed out, each image standardized',
    spoiled: 400,
    how: 'washed out',
    prepare: standardized,
  },
  dark: { what: 'dark, divided by 255', spoiled: 400, how: 'dark', prepare: by255 },
  blurred: { what: 'blurred, divided by 255', spoiled: 400, how: 'blurred', prepare: by255 },
  'blurred-standardized': {
    what: 'blurred, each image standardized',
    spoiled: 400,
    how: 'blurred',
    prepare: standardized,
  },
  'half-washed-out': {
    what: 'half washed out, divided by 255',
    spoiled: 200,
    how: 'washed out',
    prepare: by255,
  },
  'half-blurred': { what: 'half blurred, divided by 255', spoiled: 200, how: 'blurred', prepare: by255 },
  removed: {
    what: 'the spoiled half removed, divided by 255',
    spoiled: 200,
    how: 'good',
    isRemoved: true,
    prepare: by255,
  },
  'half-standardized': {
    what: 'half washed out, each image standardized',
    spoiled: 200,
    how: 'washed out',
    prepare: standardized,
  },
};

const imageTable: Table = {
  of: '400 stripes (16x16x3), adam .003, 8 epochs; trained on',
  columns: { good: 'good', 'washed out': 'washed out', dark: 'dark', blurred: 'blurred' },
  variants: Object.fromEntries(
    Object.entries(IMAGES).map(([name, images]) => [
      name,
      { what: images.what, measure: (n: number) => trainOnImages(images, n) },
    ]),
  ),
};

async function trainOnImages({ spoiled, how, isRemoved, prepare, rate = 0.003 }: Images, n: number) {
  const pixels = spoilPart(datasets.gratings({ seed: n }), spoiled, how, isRemoved);
  const x = tf.tidy(() => prepare(pixels.x));
  seed(n);
  const model = stripesNetwork(rate);
  await train(model, { x, y: pixels.y, epochs: 8, batchSize: 32, seed: n, statistics: false });
  const test = datasets.gratings({ seed: n + TEST });
  const measured = Object.fromEntries(
    Object.entries(SPOILED).map(([name, spoil]) => [
      name,
      score(model, test.y.values, () => prepare(spoil(toTensor(test.x)))),
    ]),
  );
  tf.dispose([x, pixels.x, pixels.y]);
  model.dispose();
  return measured;
}

/** The last rows are the spoiled ones: the rows are in random order. */
function spoilPart({ x, y }: { x: NdArray; y: NdArray }, spoiled: number, how: string, isRemoved = false) {
  const good = y.shape[0]! - spoiled;
  const pixels = tf.tidy(() => {
    const [first, rest] = tf.split(toTensor(x), [good, spoiled]);
    const kept = SPOILED.good!(first!);
    return isRemoved ? kept : tf.concat([kept, SPOILED[how]!(rest!)]);
  });
  const rows = [...y.values.keys()].slice(0, pixels.shape[0]);
  return { x: pixels, y: toTensor(takeRows(y, rows)) };
}

function stripesNetwork(rate: number): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(rate), loss: 'binaryCrossentropy' });
  return model;
}

/** Rows of handwriting with the labels somebody gave them. */
interface Labelled {
  x: NdArray;
  labels: number[];
}

/** 400 digits to train, 200 to report, the others to know the truth. */
const [TRAIN, REPORT] = [400, 200];

/** Gives a share of the rows one of the nine wrong digits. */
function mislabel(labels: number[], share: number, n: number): number[] {
  const draw = generator(n);
  return labels.map((label) => (draw() < share ? (label + 1 + Math.floor(9 * draw())) % 10 : label));
}

async function onLabels(n: number, share: number, clean?: 'disagreements' | 'random', epochs = 20) {
  const { x, y } = datasets.digits({ seed: n });
  const labels = mislabel(Array.from(y.values).slice(0, TRAIN + REPORT), share, n);
  const rows = [...labels.keys()];
  const set = (taken: number[]) => ({ x: takeRows(x, taken), labels: taken.map((row) => labels[row]!) });
  const kept = await cleanRows(rows.slice(0, TRAIN), set, n, clean);
  const model = await digitsNetwork(set(kept), epochs, n);
  return reportAndTruth(model, set(rows.slice(TRAIN)), truth(n));
}

/** Drops rows whose label a network that never saw them contradicts, or as many at random. */
async function cleanRows(
  rows: number[],
  set: (rows: number[]) => Labelled,
  n: number,
  clean: 'disagreements' | 'random' | undefined,
): Promise<number[]> {
  if (!clean) return rows;
  const kept: number[] = [];
  for (const fold of [0, 1]) {
    const model = await digitsNetwork(set(rows.filter((row) => row % 2 !== fold)), 20, n);
    const held = rows.filter((row) => row % 2 === fold);
    const { x, labels } = set(held);
    const guesses = predictLabels(model, x);
    model.dispose();
    kept.push(...held.filter((_, i) => guesses[i] === labels[i]));
  }
  return clean === 'disagreements' ? kept : rows.slice(0, kept.length);
}

/** Each of 60 digits five times, each copy darker or lighter; a fifth is held out, by copy or by original. */
async function onCopies(n: number, isGrouped: boolean): Promise<Measured> {
  const { x, y } = datasets.digits({ seed: n });
  const draw = generator(n);
  const originals = permutation(300, draw).map((copy) => copy % 60);
  const held = (copy: number) => (isGrouped ? originals[copy]! < 12 : copy < 60);
  const set = (copies: number[]): Labelled => {
    const rows = copies.map((copy) => originals[copy]!);
    return { x: dimmed(takeRows(x, rows), draw), labels: rows.map((row) => y.values[row]!) };
  };
  const copies = [...originals.keys()];
  const model = await digitsNetwork(set(copies.filter((copy) => !held(copy))), 20, n);
  return reportAndTruth(model, set(copies.filter(held)), truth(n));
}

/** Gives each image a brightness of its own, between 0.6 and 1. */
function dimmed({ values, shape }: NdArray, draw: () => number): NdArray {
  const factors = Array.from({ length: shape[0]! }, () => 0.6 + 0.4 * draw());
  const size = values.length / shape[0]!;
  return { values: values.map((value, i) => Math.round(value * factors[Math.floor(i / size)]!)), shape };
}

async function onOrder(n: number, isSorted: boolean): Promise<Measured> {
  const { x, y } = datasets.digits({ seed: n });
  const rows = Array.from({ length: TRAIN }, (_, row) => row);
  if (isSorted) rows.sort((a, b) => y.values[a]! - y.values[b]!);
  const set = (taken: number[]) => ({ x: takeRows(x, taken), labels: taken.map((row) => y.values[row]!) });
  const model = await digitsNetwork(set(rows.slice(0, 0.8 * TRAIN)), 20, n);
  return reportAndTruth(model, set(rows.slice(0.8 * TRAIN)), truth(n));
}

const splitTable: Table = {
  of: 'Handwriting (8x8), adam .003, 20 epochs; trained on',
  columns: { reported: 'accuracy reported', true: 'true accuracy' },
  variants: {
    right: { what: 'right labels', measure: (n) => onLabels(n, 0) },
    wrong: { what: '40 % of the labels wrong', measure: (n) => onLabels(n, 0.4) },
    'wrong-long': {
      what: '40 % wrong, 80 epochs',
      measure: (n) => onLabels(n, 0.4, undefined, 80),
    },
    disagreements: {
      what: '40 % wrong, what two halves contradict dropped',
      measure: (n) => onLabels(n, 0.4, 'disagreements'),
    },
    random: {
      what: '40 % wrong, as many dropped at random',
      measure: (n) => onLabels(n, 0.4, 'random'),
    },
    copies: { what: '60 digits, five copies of each, split at random', measure: (n) => onCopies(n, false) },
    groups: { what: 'the same, all copies on one side', measure: (n) => onCopies(n, true) },
    sorted: { what: 'sorted by class, the last fifth reported', measure: (n) => onOrder(n, true) },
    shuffled: { what: 'shuffled first, the last fifth reported', measure: (n) => onOrder(n, false) },
  },
};

async function digitsNetwork({ x, labels }: Labelled, epochs: number, n: number): Promise<tf.LayersModel> {
  const [pixels, y] = [scaled(x), tf.tensor2d(labels, [labels.length, 1])];
  seed(n);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [8, 8, 1],
        filters: 16,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 64, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'sparseCategoricalCrossentropy' });
  await train(model, { x: pixels, y, epochs, batchSize: 32, seed: n, statistics: false });
  tf.dispose([pixels, y]);
  return model;
}

/** Digits that no training and no report has seen. */
function truth(n: number): Labelled {
  const { x, y } = datasets.digits({ seed: n });
  const rows = [...y.values.keys()].slice(TRAIN + REPORT);
  return { x: takeRows(x, rows), labels: rows.map((row) => y.values[row]!) };
}

function reportAndTruth(model: tf.LayersModel, report: Labelled, unseen: Labelled): Measured {
  const [reported, known] = [report, unseen].map(({ x, labels }) =>
    accuracy(labels, predictLabels(model, x)),
  );
  model.dispose();
  return { reported: reported!, true: known! };
}

function predictLabels(model: tf.LayersModel, x: NdArray): ArrayLike<number> {
  return tf.tidy(() => (model.predict(scaled(x)) as tf.Tensor).argMax(1).dataSync());
}

function scaled(x: NdArray): tf.Tensor {
  return tf.tidy(() => toTensor(x).div(16));
}

function score(model: tf.LayersModel, labels: Float32Array, pixels: () => tf.Tensor): number {
  return accuracy(
    labels,
    tf.tidy(() => (model.predict(pixels()) as tf.Tensor).dataSync()),
  );
}

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const variants = [imageTable, splitTable].flatMap((table) => Object.entries(table.variants));
  // Seed by seed, so that an interrupted measuring has all lines.
  for (let n = 1; n <= SEEDS; n++)
    for (const [name, variant] of variants) {
      results[name] ??= [];
      const runs = results[name];
      if (runs.length >= n) continue;
      runs.push({ seed: n, measured: await variant.measure(n) });
      writeFileSync(file, `${JSON.stringify(results)}\n`);
      report(`${name} seed ${n}: ${JSON.stringify(runs.at(-1)!.measured)}`);
    }
}

/** Draws the results as Markdown tables. */
export function render(results: unknown): string {
  return [imageTable, splitTable].map((table) => draw(table, results as Results)).join('\n\n');
}

function draw({ of, columns, variants }: Table, results: Results): string {
  const heads = Object.values(columns);
  const lines = Object.entries(variants).map(([name, { what }]) => {
    const runs = results[name] ?? [];
    const cells = Object.keys(columns).map((column) => spread(runs.map(({ measured }) => measured[column]!)));
    return `| ${what} | ${cells.join(' | ')} |`;
  });
  return [`| ${of} | ${heads.join(' | ')} |`, `| ${'--- | '.repeat(heads.length + 1).trim()}`, ...lines].join(
    '\n',
  );
}

/** Least, lower median and most. */
function spread(values: number[]): string {
  if (values.length === 0) return 'not measured';
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]!;
  return [sorted[0]!, middle, sorted.at(-1)!].map((value) => value.toFixed(2)).join(' / ');
}

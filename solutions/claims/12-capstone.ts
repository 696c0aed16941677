/**
 * Four faults at once over 20 seeds: all sixteen ways to mend some of them and leave the others, and three mends that
 * are none. `npx unstuck dev claim 12-capstone` measures and writes the table into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { accuracy, datasets, random, ready, recall, seed, takeRows, tf, toTensor, train } from 'unstuck';

const SEEDS = 20;
/** A run has learned when it is right on this share of the new images: more than eight classes of ten can give. */
const LEARNED = 0.85;
const EPOCHS = 10;
const CLASSES = 10;
const PER_CLASS = 40;
const NEW = 600;
/** Share of the training images that is kept for validation. */
const KEPT = 0.2;

const FAULTS = ['split', 'pixels', 'last layer', 'rate'] as const;
type Fault = (typeof FAULTS)[number];

interface Variant {
  what: string;
  mended: Fault[];
  /** Grey values from 0 to 255, divided by nothing. */
  raw?: boolean;
  dropout?: number;
  /** Images in random order, labels as they were. */
  labelsLeftBehind?: boolean;
}

/** One training and what the new images say of it. */
interface Run {
  seed: number;
  /** Over the training rows, before the first step. */
  untrained: number;
  loss: number;
  /** Accuracy on the rows that were kept for validation. */
  validation: number;
  accuracy: number;
  /** Of the class whose images are found least. */
  leastRecall: number;
}

type Results = Record<string, { what: string; engine: string; runs: Run[] }>;

/** Every choice of faults to mend, the fewest first. */
function combinations(): Variant[] {
  const all = Array.from({ length: 2 ** FAULTS.length }, (_, bits) =>
    FAULTS.filter((_, place) => bits & (1 << place)),
  );
  return all.sort((a, b) => a.length - b.length).map((mended) => ({ what: named(mended), mended }));
}

function named(mended: Fault[]): string {
  if (mended.length === 0) return 'nothing';
  return mended.length === FAULTS.length ? 'all four' : mended.join(', ');
}

const all = [...FAULTS];
const neighbours: Variant[] = [
  { what: 'all but the split; dropout .8 in place of .5', mended: without('split'), dropout: 0.8 },
  { what: 'all four; images mixed without their labels', mended: all, labelsLeftBehind: true },
  { what: 'all four; pixels not divided at all, 0 to 255', mended: all, raw: true },
];

function without(fault: Fault): Fault[] {
  return FAULTS.filter((other) => other !== fault);
}

interface Group {
  title: string;
  variants: Record<string, Variant>;
}

function groups(): Group[] {
  const byNumber = [0, 1, 2, 3, 4].map((number) => ({
    title: ['None mended', 'One mended', 'Two mended', 'Three mended', 'All mended'][number]!,
    variants: keyed(combinations().filter(({ mended }) => mended.length === number)),
  }));
  return [...byNumber, { title: 'Neighbours', variants: keyed(neighbours) }];
}

function keyed(variants: Variant[]): Record<string, Variant> {
  return Object.fromEntries(variants.map((variant) => [variant.what, variant]));
}

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  const { engine, version, threads } = await ready();
  const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const entries = groups().flatMap(({ variants }) => Object.entries(variants));
  // Seed by seed, so that an unfinished file says a little about every row.
  for (let n = 1; n <= SEEDS; n++)
    for (const [name, variant] of entries) {
      const described = { what: variant.what, engine: `tfjs ${version}, ${engine}, ${threads} threads` };
      results[name] ??= { ...described, runs: [] };
      if (results[name].runs.length >= n) continue;
      const run = await trainOnce(variant, n);
      results[name].runs.push(run);
      writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
      report(`${name} seed ${n}: new images ${run.accuracy.toFixed(3)}, loss ${run.loss}`);
    }
}

async function trainOnce(variant: Variant, n: number): Promise<Run> {
  const { folder, fresh } = images(n);
  seed(n);
  const rows = variant.mended.includes('split')
    ? everyFifthLast(PER_CLASS * CLASSES)
    : [...folder.labels.keys()];
  const labels = variant.labelsLeftBehind ? shuffled(folder.labels) : folder.labels;
  const cut = Math.floor(rows.length * (1 - KEPT));
  const divisor = variant.raw ? 1 : 255;
  const part = (chosen: number[]) => ({
    x: tf.tidy(() => toTensor(takeRows(folder.x, chosen)).div(divisor)),
    y: oneHot(chosen.map((row) => labels[row]!)),
  });
  const [training, kept] = [part(rows.slice(0, cut)), part(rows.slice(cut))];
  const unseen = tf.tidy(() => toTensor(fresh.x).div(divisor));
  seed(n);
  const model = network(variant);
  const untrained = tf.tidy(() => (model.evaluate(training.x, training.y) as tf.Scalar[])[0]!.dataSync()[0]!);
  const run = await train(model, {
    ...training,
    validation: kept,
    epochs: EPOCHS,
    seed: n,
    statistics: false,
  });
  const said = Array.from(tf.tidy(() => (model.predict(unseen) as tf.Tensor).argMax(1).dataSync()));
  model.dispose();
  tf.dispose([training.x, training.y, kept.x, kept.y, unseen]);
  return {
    seed: n,
    untrained: rounded(untrained),
    loss: rounded(run.history.loss!.at(-1)!),
    validation: rounded(run.history.val_acc!.at(-1)!),
    accuracy: rounded(accuracy(fresh.labels, said)),
    leastRecall: rounded(Math.min(...recall(fresh.labels, said, { average: null }))),
  };
}

/** A folder of images, sorted by class as file names are, and new ones. 16 by 16 pixels, 0 to 255. */
function images(n: number) {
  const { x, y } = datasets.digits({ seed: n });
  const labels = Array.from(y.values);
  const ofClass = (digit: number) => [...labels.keys()].filter((row) => labels[row] === digit);
  const folder = Array.from({ length: CLASSES }, (_, digit) => ofClass(digit).slice(0, PER_CLASS)).flat();
  const taken = new Set(folder);
  const fresh = [...labels.keys()].filter((row) => !taken.has(row)).slice(0, NEW);
  const part = (rows: number[]) => ({
    x: enlarged(takeRows(x, rows)),
    labels: rows.map((row) => labels[row]!),
  });
  return { folder: part(folder), fresh: part(fresh) };
}

/** Each of 8 by 8 pixels, 0 to 16, becomes four of 0 to 255. */
function enlarged({ values, shape }: { values: Float32Array; shape: number[] }) {
  const count = shape[0]!;
  const pixels = Float32Array.from({ length: count * 256 }, (_, i) => {
    const [image, row, column] = [i >> 8, (i >> 4) & 15, i & 15];
    return Math.round((values[image * 64 + (row >> 1) * 8 + (column >> 1)]! * 255) / 16);
  });
  return { values: pixels, shape: [count, 16, 16, 1] };
}

/** Rows in an order whose last fifth holds every fifth of them: of sorted rows, a fifth of each class. */
function everyFifthLast(count: number): number[] {
  const rows = Array.from({ length: count }, (_, row) => row);
  return [...rows.filter((row) => row % 5 !== 4), ...rows.filter((row) => row % 5 === 4)];
}

function shuffled<T>(items: T[]): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function oneHot(labels: number[]): tf.Tensor {
  return tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), CLASSES).toFloat());
}

/** Answer D's network, with what is not mended left as it was found. */
function network({ mended, raw, dropout = 0.5 }: Variant): tf.LayersModel {
  const is = (fault: Fault) => mended.includes(fault);
  const scale = raw || is('pixels') ? 1 : 1 / 255;
  const model = tf.sequential();
  model.add(tf.layers.rescaling({ scale, inputShape: [16, 16, 1] }));
  for (const filters of [32, 64, 128]) {
    model.add(tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' }));
    model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  }
  model.add(tf.layers.flatten());
  model.add(tf.layers.dropout({ rate: dropout }));
  model.add(tf.layers.dense({ units: 256, activation: 'relu' }));
  model.add(tf.layers.dense({ units: CLASSES, activation: is('last layer') ? 'softmax' : 'linear' }));
  model.compile({
    optimizer: tf.train.adam(is('rate') ? 0.001 : 0.05),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Draws the results as a Markdown table. */
export function render(results: unknown): string {
  const measured = results as Results;
  const rows = groups().flatMap(({ title, variants }) => [
    `| **${title}** | | | | | |`,
    ...Object.keys(variants).map((name) => row(measured[name])),
  ]);
  return [
    `| what was mended | untrained loss | last loss | validation accuracy | ${NEW} new images, least / median / most | learned: at least ${LEARNED} |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function row(variant: Results[string] | undefined): string {
  if (!variant) return '| not measured | | | | | |';
  const { what, runs } = variant;
  const accuracies = runs.map((run) => run.accuracy).sort((a, b) => a - b);
  const learned = accuracies.filter((share) => share >= LEARNED).length;
  const reached = [accuracies[0]!, middle(accuracies), accuracies.at(-1)!].map((share) => share.toFixed(2));
  return [
    `| ${what}`,
    short(median(runs.map((run) => run.untrained))),
    short(median(runs.map((run) => run.loss))),
    median(runs.map((run) => run.validation)).toFixed(2),
    reached.join(' / '),
    `${learned} of ${runs.length} |`,
  ].join(' | ');
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}

function median(values: number[]): number {
  return middle([...values].sort((a, b) => a - b));
}

/** Lower median. */
function middle(sorted: number[]): number {
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

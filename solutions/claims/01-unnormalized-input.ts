/**
 * Claims A1 and A2 over 20 seeds, with their neighbours: what else could be at work, and what else could mend it.
 * `npx unstuck dev claim 01-unnormalized-input` measures and writes the table into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accuracy, datasets, ready, seed, type TrainingRun, takeRows, tf, toTensor, train } from 'unstuck';

const SEEDS = 20;
/** A run has learned when it is right on this share of images it never saw. */
const LEARNED = 0.9;
/** Test images are drawn with this added to the seed. */
const TEST = 100_000;

interface Split {
  x: tf.Tensor;
  y: tf.Tensor;
  testX: tf.Tensor;
  testY: Float32Array;
}

interface Variant {
  input: string;
  scale: (pixels: tf.Tensor) => tf.Tensor;
  optimizer: () => tf.Optimizer;
  /** The last layer gives a logit, and the loss takes it. */
  logits?: boolean;
  activation?: 'relu' | 'tanh';
  /** Filters of the convolutions. */
  filters?: number[];
}

interface Group {
  title: string;
  data: (n: number) => Split;
  filters: number[];
  padding: 'valid' | 'same';
  epochs: number;
  variants: Record<string, Variant>;
}

/** One training: test accuracy, last training loss, and where its gradient was lost, if it was. */
interface Run {
  seed: number;
  accuracy: number;
  loss: number;
  /** L2 norm over all layers at the end, on 32 training images. */
  gradient?: number;
  /** Share of zeros among the outputs of the layer that has most of them, for the same images. */
  zeros?: number;
}

type Results = Record<string, { engine: string; what: string; runs: Run[] }>;

const raw = (pixels: tf.Tensor) => pixels.clone();
const by255 = (pixels: tf.Tensor) => pixels.div(255);
const adam = () => tf.train.adam(0.001);
const momentum = (rate: number) => () => tf.train.momentum(rate, 0.9);

const GROUPS: Record<string, Group> = {
  A: {
    title: "Answer A's data and network (32x32x3, brightness is the class), adam .001, 5 epochs",
    data: (n) =>
      split(datasets.brightness({ seed: n }), datasets.brightness({ seed: n + TEST, perClass: 200 })),
    filters: [32],
    padding: 'valid',
    epochs: 5,
    variants: {
      'a-raw': { input: 'A1: raw, 0 to 255', scale: raw, optimizer: adam },
      'a-255': { input: 'A2: divided by 255', scale: by255, optimizer: adam },
      'a-logits': { input: 'raw, loss on the logit', scale: raw, optimizer: adam, logits: true },
    },
  },
  B: {
    title: 'Stripes (16x16x3, brightness says nothing), a small CNN, SGD .01 with momentum .9, 12 epochs',
    data: (n) => split(datasets.gratings({ seed: n }), datasets.gratings({ seed: n + TEST })),
    filters: [8, 16],
    padding: 'valid',
    epochs: 12,
    variants: {
      'b-raw': { input: 'raw, 0 to 255', scale: raw, optimizer: momentum(0.01) },
      'b-255': { input: 'divided by 255', scale: by255, optimizer: momentum(0.01) },
      'b-logits': { input: 'raw, loss on the logit', scale: raw, optimizer: momentum(0.01), logits: true },
      'b-centred': {
        input: 'minus 127.5, not divided',
        scale: (x) => x.sub(127.5),
        optimizer: momentum(0.01),
      },
      'b-wide': {
        input: 'raw, four times the filters',
        scale: raw,
        optimizer: momentum(0.01),
        filters: [32, 64],
      },
      'b-tanh': { input: 'raw, tanh for ReLU', scale: raw, optimizer: momentum(0.01), activation: 'tanh' },
      'b-rate-3': { input: 'raw, rate .001', scale: raw, optimizer: momentum(1e-3) },
      'b-rate-4': { input: 'raw, rate .0001', scale: raw, optimizer: momentum(1e-4) },
      'b-rate-5': { input: 'raw, rate .00001', scale: raw, optimizer: momentum(1e-5) },
      'b-adam': { input: 'raw, adam .001', scale: raw, optimizer: adam },
      'b-255-slow': { input: 'divided by 255, rate .0001', scale: by255, optimizer: momentum(1e-4) },
      'b-255-fast': { input: 'divided by 255, rate 1', scale: by255, optimizer: momentum(1) },
    },
  },
  C: {
    title: 'Handwriting (8x8, a 3 or an 8), a small CNN, SGD .01 with momentum .9, 12 epochs',
    data: threesAndEights,
    filters: [8, 16],
    padding: 'same',
    epochs: 12,
    variants: {
      'c-1': { input: 'divided by 16, 0 to 1', scale: (x) => x.div(16), optimizer: momentum(0.01) },
      'c-16': { input: 'as published, 0 to 16', scale: raw, optimizer: momentum(0.01) },
      'c-255': { input: 'as 8-bit images, 0 to 255', scale: eightBit, optimizer: momentum(0.01) },
      'c-255-logits': {
        input: '8-bit, loss on the logit',
        scale: eightBit,
        optimizer: momentum(0.01),
        logits: true,
      },
      'c-255-adam': { input: '8-bit, adam .001', scale: eightBit, optimizer: adam },
    },
  },
};

function split(
  training: ReturnType<typeof datasets.gratings>,
  test: ReturnType<typeof datasets.gratings>,
): Split {
  const [x, y, testX] = [training.x, training.y, test.x].map(toTensor);
  return { x: x!, y: y!, testX: testX!, testY: test.y.values };
}

/** Two thirds to train, the rest to test. */
function threesAndEights(n: number): Split {
  const { x, y, classes } = datasets.digits({ only: [3, 8], seed: n });
  const rows = [...y.values.keys()];
  const cut = Math.round((rows.length * 2) / 3);
  const part = (from: number, to: number) => {
    const taken = rows.slice(from, to);
    return { x: takeRows(x, taken), y: takeRows(y, taken), classes };
  };
  return split(part(0, cut), part(cut, rows.length));
}

/** Grey levels 0 to 16 spread over the bytes of a PNG or a camera. */
function eightBit(grey: tf.Tensor): tf.Tensor {
  return tf.tidy(() => grey.mul(255 / 16).round());
}

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  const { engine, version, threads } = await ready();
  const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const save = () => writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
  for (const group of Object.values(GROUPS))
    for (const [name, variant] of Object.entries(group.variants)) {
      results[name] ??= {
        engine: `tfjs ${version}, ${engine}, ${threads} threads`,
        what: variant.input,
        runs: [],
      };
      const { runs } = results[name];
      while (runs.length < SEEDS) {
        const run = await trainOnce(group, variant, runs.length + 1);
        runs.push(run);
        save();
        report(`${name} seed ${run.seed}: test accuracy ${run.accuracy.toFixed(3)}, loss ${run.loss}`);
      }
    }
  Object.assign(results, readKeras(dirname(file)));
  save();
}

/** What keras_a1.py measured, where it has run. */
function readKeras(folder: string): Results {
  const file = join(folder, 'keras_a1.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

async function trainOnce(group: Group, variant: Variant, n: number): Promise<Run> {
  const { x, y, testX, testY } = group.data(n);
  const scaled = variant.scale(x);
  seed(n);
  const model = network(group, variant, x.shape.slice(1));
  const run = await train(model, { x: scaled, y, epochs: group.epochs, batchSize: 32, seed: n });
  const predicted = tf.tidy(() => (model.predict(variant.scale(testX)) as tf.Tensor).dataSync());
  model.dispose();
  tf.dispose([x, y, testX, scaled]);
  return {
    seed: n,
    accuracy: accuracy(testY, predicted, variant.logits ? 0 : 0.5),
    loss: Number(run.history.loss!.at(-1)!.toPrecision(4)),
    ...lastSignals(run),
  };
}

function network(group: Group, variant: Variant, inputShape: number[]): tf.LayersModel {
  const { filters = group.filters, activation = 'relu', logits = false } = variant;
  const model = tf.sequential();
  filters.forEach((count, i) => {
    const shape = i === 0 ? { inputShape } : {};
    model.add(
      tf.layers.conv2d({ filters: count, kernelSize: 3, padding: group.padding, activation, ...shape }),
    );
    model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  });
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 1, activation: logits ? 'linear' : 'sigmoid' }));
  model.compile({ optimizer: variant.optimizer(), loss: logits ? onLogits : 'binaryCrossentropy' });
  return model;
}

function onLogits(yTrue: tf.Tensor, z: tf.Tensor): tf.Tensor {
  return tf.losses.sigmoidCrossEntropy(yTrue, z);
}

function lastSignals({ layers }: TrainingRun): { gradient: number; zeros: number } {
  const last = layers.at(-1)!;
  const norms = last.map(({ gradientNorm = 0 }) => gradientNorm);
  return {
    gradient: Number(Math.hypot(...norms).toPrecision(3)),
    // The last layer is no ReLU.
    zeros: Math.max(...last.slice(0, -1).map(({ zeros }) => zeros)),
  };
}

/** Draws the results as a Markdown table. */
export function render(results: unknown): string {
  const measured = results as Results;
  const rows = Object.entries(GROUPS).flatMap(([letter, { title, variants }]) => {
    const names = [...Object.keys(variants), ...(letter === 'A' ? kerasNames(measured) : [])];
    return [`| **${title}** | | | | |`, ...names.map((name) => row(measured[name]))];
  });
  return [
    `| input, and what was changed | engine | test accuracy, least / median / most | learned: at least ${LEARNED} | last loss, median |`,
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function kerasNames(results: Results): string[] {
  return Object.keys(results).filter((name) => name.startsWith('keras-'));
}

function row(variant: Results[string] | undefined): string {
  if (!variant) return '| not measured | | | | |';
  const { engine, what, runs } = variant;
  const learned = runs.filter((run) => run.accuracy >= LEARNED).length;
  const sorted = runs.map((run) => run.accuracy).sort((a, b) => a - b);
  const losses = runs.map((run) => run.loss).sort((a, b) => a - b);
  const spread = [sorted[0]!, middle(sorted), sorted.at(-1)!].map((value) => value.toFixed(2)).join(' / ');
  return `| ${what} | ${engine.split(',')[0]} | ${spread} | ${learned} of ${runs.length}${why(runs)} | ${rounded(middle(losses))} |`;
}

/** What stood in the way of the runs that did not learn. */
function why(runs: Run[]): string {
  const stuck = runs.filter((run) => run.accuracy < LEARNED && run.gradient !== undefined);
  const saturated = stuck.filter((run) => run.gradient === 0).length;
  const dead = stuck.filter((run) => run.gradient !== 0 && run.zeros === 1).length;
  const said = [
    ...(saturated ? [`${saturated} without gradient`] : []),
    ...(dead ? [`${dead} with dead ReLUs`] : []),
  ];
  return said.length > 0 ? ` (${said.join(', ')})` : '';
}

/** Two digits; what is below a millionth is shown as 0. */
function rounded(value: number): string {
  return value < 1e-6 ? '0' : String(Number(value.toPrecision(2)));
}

/** Lower median. */
function middle(sorted: number[]): number {
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

/**
 * Claims A7 and D5 over 20 seeds, with their neighbours: which pairs of last layer and loss learn, and which do not.
 * `npx unstuck dev claim 08-activation-and-loss` measures and writes the table into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { accuracy, datasets, ready, seed, tf, toTensor, train } from 'unstuck';

const SEEDS = 20;
/** A run has learned when it is right on this share of images it never saw. */
const LEARNED = 0.9;
/** Test images are drawn with this added to the seed. */
const TEST = 100_000;

type Loss = string | ((yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor);
type Images = ReturnType<typeof datasets.shapes>;

interface Variant {
  ending: string;
  units: number;
  activation: 'sigmoid' | 'softmax' | 'linear' | 'relu';
  loss: Loss;
  /** Where the bias of the last layer starts. Default 0. */
  bias?: number;
  /** Default that of the group. */
  optimizer?: () => tf.Optimizer;
}

interface Group {
  title: string;
  /** Draws images of a seed. */
  images: (n: number, perClass: number) => Images;
  perClass: number;
  scale: (pixels: tf.Tensor) => tf.Tensor;
  filters: number[];
  optimizer: () => tf.Optimizer;
  epochs: number;
  variants: Record<string, Variant>;
}

/** One training: the loss before the first step, test accuracy, last training loss, how far the outputs sum from 1. */
interface Run {
  seed: number;
  untrained: number | null;
  accuracy: number;
  /** null where it is NaN. */
  loss: number | null;
  /** Largest distance from 1 of an image's outputs together; absent for one output. */
  fromOne?: number | null;
}

type Results = Record<string, { ending: string; engine: string; runs: Run[] }>;

const centred = (pixels: tf.Tensor) => pixels.sub(127.5).div(64);
const adam = () => tf.train.adam(0.003);
const momentum = () => tf.train.momentum(0.01, 0.9);
const onLogit = (yTrue: tf.Tensor, z: tf.Tensor) => tf.losses.sigmoidCrossEntropy(yTrue, z) as tf.Tensor;
const onLogits = (yTrue: tf.Tensor, z: tf.Tensor) => tf.losses.softmaxCrossEntropy(yTrue, z) as tf.Tensor;
const one = { units: 1, activation: 'sigmoid' as const };
const four = { units: 4, loss: 'categoricalCrossentropy' };

const GROUPS: Record<string, Group> = {
  A: {
    title: "A7 on answer A's data and network (brightness, divided by 255), adam .001, 5 epochs",
    images: (n, perClass) => datasets.brightness({ seed: n, perClass }),
    perClass: 200,
    scale: (pixels) => pixels.div(255),
    filters: [32],
    optimizer: () => tf.train.adam(0.001),
    epochs: 5,
    variants: {
      'a-bce': { ending: 'one sigmoid, binary cross-entropy', ...one, loss: 'binaryCrossentropy' },
      'a-mse': { ending: 'one sigmoid, squared error', ...one, loss: 'meanSquaredError' },
    },
  },
  B: {
    title: 'A7 on stripes, a small CNN, SGD .01 with momentum .9, 12 epochs',
    images: (n, perClass) => datasets.gratings({ seed: n, perClass }),
    perClass: 100,
    scale: centred,
    filters: [8, 16],
    optimizer: momentum,
    epochs: 12,
    variants: {
      'b-bce': { ending: 'one sigmoid, binary cross-entropy', ...one, loss: 'binaryCrossentropy' },
      'b-mse': { ending: 'one sigmoid, squared error', ...one, loss: 'meanSquaredError' },
      'b-bce-8': { ending: 'bias starts at -8, cross-entropy', ...one, loss: 'binaryCrossentropy', bias: -8 },
      'b-mse-8': { ending: 'bias starts at -8, squared error', ...one, loss: 'meanSquaredError', bias: -8 },
      'b-mse-8-adam': {
        ending: 'the same, adam .003',
        ...one,
        loss: 'meanSquaredError',
        bias: -8,
        optimizer: adam,
      },
      'b-bce-20': {
        ending: 'bias starts at -20, cross-entropy',
        ...one,
        loss: 'binaryCrossentropy',
        bias: -20,
      },
      'b-bce-20-adam': {
        ending: 'the same, adam .003',
        ...one,
        loss: 'binaryCrossentropy',
        bias: -20,
        optimizer: adam,
      },
      'b-logit-20': {
        ending: 'bias starts at -20, cross-entropy on the logit',
        units: 1,
        activation: 'linear',
        loss: onLogit,
        bias: -20,
      },
      'b-softmax-1': {
        ending: 'softmax on one unit, binary cross-entropy',
        units: 1,
        activation: 'softmax',
        loss: 'binaryCrossentropy',
      },
      'b-softmax-2': { ...four, ending: 'softmax on two units', units: 2, activation: 'softmax' },
    },
  },
  D: {
    title: 'D5 on four shapes, a small CNN, adam .01, 12 epochs',
    images: (n, perClass) =>
      datasets.shapes({ seed: n, perClass, only: ['disc', 'plus', 'ring', 'triangle'] }),
    perClass: 75,
    scale: centred,
    filters: [8, 16],
    optimizer: () => tf.train.adam(0.01),
    epochs: 12,
    variants: {
      'd-softmax': { ending: 'softmax, categorical cross-entropy', ...four, activation: 'softmax' },
      'd-logits': {
        ...four,
        ending: 'no activation, loss on the logits',
        activation: 'linear',
        loss: onLogits,
      },
      'd-sigmoid': { ending: 'sigmoid, categorical cross-entropy', ...four, activation: 'sigmoid' },
      'd-binary': {
        ...four,
        ending: 'sigmoid, binary cross-entropy',
        activation: 'sigmoid',
        loss: 'binaryCrossentropy',
      },
      'd-mse': { ...four, ending: 'softmax, squared error', activation: 'softmax', loss: 'meanSquaredError' },
      'd-twice': { ...four, ending: 'softmax, and again in the loss', activation: 'softmax', loss: onLogits },
      'd-linear': { ending: 'no activation, categorical cross-entropy', ...four, activation: 'linear' },
      'd-relu': { ending: 'ReLU, categorical cross-entropy', ...four, activation: 'relu' },
      'd-one': {
        ending: 'one sigmoid, binary cross-entropy, labels 0 to 3',
        ...one,
        loss: 'binaryCrossentropy',
      },
    },
  },
};

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  const { engine, version, threads } = await ready();
  const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  for (const group of Object.values(GROUPS))
    for (const [name, variant] of Object.entries(group.variants)) {
      const described = { ending: variant.ending, engine: `tfjs ${version}, ${engine}, ${threads} threads` };
      results[name] ??= { ...described, runs: [] };
      const { runs } = results[name];
      while (runs.length < SEEDS) {
        const run = await trainOnce(group, variant, runs.length + 1);
        runs.push(run);
        writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
        report(`${name} seed ${run.seed}: test accuracy ${run.accuracy.toFixed(3)}, loss ${run.loss}`);
      }
    }
}

async function trainOnce(group: Group, variant: Variant, n: number): Promise<Run> {
  const training = group.images(n, group.perClass);
  const test = group.images(n + TEST, 100);
  const [x, testX] = [training, test].map((images) => scaled(images, group));
  const y = targets(training, variant);
  seed(n);
  const model = network(group, variant, training.x.shape.slice(1));
  const untrained = lossOf(model, x!, y);
  const run = await train(model, { x: x!, y, epochs: group.epochs, seed: n, statistics: false });
  const measured = judge(model, testX!, test, variant);
  model.dispose();
  tf.dispose([x!, testX!, y]);
  return { seed: n, untrained, loss: rounded(run.history.loss!.at(-1)!), ...measured };
}

function scaled({ x }: Images, { scale }: Group): tf.Tensor {
  return tf.tidy(() => scale(toTensor(x)));
}

/** Labels as a column for one output, one-hot for more. */
function targets({ y }: Images, { units }: Variant): tf.Tensor {
  return tf.tidy(() => {
    const labels = toTensor(y);
    return units === 1 ? labels : tf.oneHot(labels.flatten().toInt(), units).toFloat();
  });
}

function network({ filters, optimizer }: Group, variant: Variant, inputShape: number[]): tf.LayersModel {
  const { units, activation, loss, bias = 0 } = variant;
  const model = tf.sequential();
  filters.forEach((count, i) => {
    const shape = i === 0 ? { inputShape } : {};
    model.add(tf.layers.conv2d({ filters: count, kernelSize: 3, activation: 'relu', ...shape }));
    model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  });
  model.add(tf.layers.flatten());
  const biasInitializer = tf.initializers.constant({ value: bias });
  model.add(tf.layers.dense({ units, activation, biasInitializer }));
  model.compile({ optimizer: (variant.optimizer ?? optimizer)(), loss });
  return model;
}

function lossOf(model: tf.LayersModel, x: tf.Tensor, y: tf.Tensor): number | null {
  return rounded(tf.tidy(() => (model.evaluate(x, y) as tf.Scalar).dataSync()[0]!));
}

function judge(model: tf.LayersModel, x: tf.Tensor, { y }: Images, { units, activation }: Variant) {
  const [called, fromOne] = tf.tidy(() => {
    const p = model.predict(x) as tf.Tensor;
    // A logit calls class 1 above 0; of one sigmoid for four classes nothing but 0 and 1 can come.
    const above = p.greater(activation === 'linear' ? 0 : 0.5).flatten();
    const farthest = p.sum(1).sub(1).abs().max().dataSync()[0]!;
    return [units === 1 ? above.dataSync() : p.argMax(1).dataSync(), farthest];
  });
  const right = { accuracy: accuracy(y.values, Array.from(called)) };
  return units === 1 ? right : { ...right, fromOne: rounded(fromOne) };
}

/** Four digits; null, which JSON can carry, for what is not finite. */
function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}

/** Draws the results as a Markdown table. */
export function render(results: unknown): string {
  const measured = results as Results;
  const rows = Object.values(GROUPS).flatMap(({ title, variants }) => [
    `| **${title}** | | | | | |`,
    ...Object.keys(variants).map((name) => row(measured[name])),
  ]);
  return [
    `| last layer and loss | loss before training, median | test accuracy, least / median / most | learned: at least ${LEARNED} | last loss, median | outputs of an image sum to 1 |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function row(variant: Results[string] | undefined): string {
  if (!variant) return '| not measured | | | | | |';
  const { ending, runs } = variant;
  const accuracies = runs.map((run) => run.accuracy).sort((a, b) => a - b);
  const learned = accuracies.filter((share) => share >= LEARNED).length;
  const spread = [accuracies[0]!, middle(accuracies), accuracies.at(-1)!].map((share) => share.toFixed(2));
  const before = medianOf(runs.map((run) => run.untrained));
  const last = medianOf(runs.map((run) => run.loss));
  return `| ${ending} | ${before} | ${spread.join(' / ')} | ${learned} of ${runs.length} | ${last} | ${sums(runs)} |`;
}

function medianOf(losses: (number | null)[]): string {
  const finite = losses.filter((loss) => loss !== null).sort((a, b) => a - b);
  const lost = losses.length - finite.length;
  if (finite.length === 0) return 'NaN';
  const shown = Number(middle(finite).toPrecision(2));
  return lost > 0 ? `${shown} (${lost} NaN)` : String(Math.abs(shown) < 1e-6 ? 0 : shown);
}

/** Whether the outputs of every image sum to 1; nothing to say of a single output. */
function sums(runs: Run[]): string {
  if (runs.every((run) => run.fromOne === undefined)) return '';
  return runs.every(({ fromOne }) => typeof fromOne === 'number' && fromOne < 1e-3) ? 'yes' : 'no';
}

/** Lower median. */
function middle(sorted: number[]): number {
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

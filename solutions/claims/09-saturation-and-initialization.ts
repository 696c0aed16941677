/**
 * Claim A4 over 20 seeds, with its neighbours, and what a deep network does from different initial weights.
 * `npx unstuck dev claim 09-saturation-and-initialization` measures and writes the table into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { accuracy, datasets, ready, seed, type TrainingRun, tf, toTensor, train } from 'unstuck';

const SEEDS = 20;
/** A run has learned when it is right on this share of images it never saw. */
const LEARNED = 0.9;
/** Test images are drawn with this added to the seed. */
const TEST = 100_000;
const EPOCHS = 12;
const PER_CLASS = 100;

type Initializer = ReturnType<typeof tf.initializers.constant> | 'glorotUniform' | 'heNormal' | 'zeros';

interface Variant {
  what: string;
  activation: 'relu' | 'tanh' | 'sigmoid';
  /** Filters of the two convolutions. */
  filters: [number, number];
  /** Dense layers of 16 before the output. */
  dense: number;
  optimizer: () => tf.Optimizer;
  initializer?: Initializer;
  bias?: number;
  /** Standard deviation of the initial weights of the last layer; Glorot's where absent. */
  last?: number;
  /** The last layer gives a logit, and the loss takes it. */
  logits?: boolean;
}

interface Group {
  title: string;
  variants: Record<string, Variant>;
}

/** One training: how it ended, and what its layers said. */
interface Run {
  seed: number;
  accuracy: number;
  loss: number;
  /** Share of the training images whose output is beyond the clip at 1e-7, before and after. */
  saturated: [number, number];
  /** L2 norm of the first layer's gradient after one epoch, on 32 training images. */
  firstGradient: number;
  /** The same over all layers, at the end. */
  gradient: number;
  /** Share of zeros at the end in the hidden layer that has most of them. */
  zeros: number;
}

type Results = Record<string, { what: string; engine: string; runs: Run[] }>;

const momentum = (rate: number) => () => tf.train.momentum(rate, 0.9);
const adam = (rate: number) => () => tf.train.adam(rate);
const shallow = { activation: 'relu', filters: [8, 16], dense: 0 } as const;
const deep = { activation: 'relu', filters: [8, 8], dense: 6, optimizer: adam(0.003) } as const;
const two = (variant: Omit<Variant, keyof typeof shallow>): Variant => ({
  ...shallow,
  filters: [8, 16],
  ...variant,
});
const nine = (variant: Partial<Variant> & Pick<Variant, 'what'>): Variant => ({
  ...deep,
  filters: [8, 8],
  ...variant,
});
const spread = (stddev: number) => tf.initializers.randomNormal({ mean: 0, stddev });

function groups(): Group[] {
  return [
    {
      title: 'A4 on stripes: two convolutions, ReLU, SGD with momentum .9, 12 epochs',
      variants: {
        'a-01': two({ what: 'rate .01', optimizer: momentum(0.01) }),
        'a-1': two({ what: 'rate .1', optimizer: momentum(0.1) }),
        'a-10': two({ what: 'A4: rate 1', optimizer: momentum(1) }),
        'a-10-logit': two({ what: 'rate 1, loss on the logit', optimizer: momentum(1), logits: true }),
        'a-10-tanh': {
          ...two({ what: 'rate 1, tanh for ReLU', optimizer: momentum(1) }),
          activation: 'tanh',
        },
        'a-adam': two({ what: 'A4: adam .3', optimizer: adam(0.3) }),
        'a-adam-logit': two({ what: 'adam .3, loss on the logit', optimizer: adam(0.3), logits: true }),
        'a-last-5': two({
          what: 'rate .001, last weights start at sd 5',
          optimizer: momentum(0.001),
          last: 5,
        }),
        'a-last-20': two({
          what: 'rate .001, last weights start at sd 20',
          optimizer: momentum(0.001),
          last: 20,
        }),
      },
    },
    {
      title:
        'Nine layers on stripes: two convolutions, six dense layers of 16, the output; adam .003, 12 epochs',
      variants: {
        'd-he': nine({ what: 'ReLU, He', initializer: 'heNormal' }),
        'd-glorot': nine({ what: 'ReLU, Glorot' }),
        'd-tanh': nine({ what: 'tanh, Glorot', activation: 'tanh' }),
        'd-sigmoid': nine({ what: 'sigmoid, Glorot', activation: 'sigmoid' }),
        'd-sigmoid-he': nine({ what: 'sigmoid, He', activation: 'sigmoid', initializer: 'heNormal' }),
        'd-sigmoid-rate': nine({
          what: 'sigmoid, Glorot, adam .03',
          activation: 'sigmoid',
          optimizer: adam(0.03),
        }),
        'd-sigmoid-3': nine({ what: 'sigmoid, Glorot, no dense layer', activation: 'sigmoid', dense: 0 }),
        'd-zero': nine({ what: 'ReLU, zeros', initializer: 'zeros' }),
        'd-small': nine({ what: 'ReLU, sd .01', initializer: spread(0.01) }),
        'd-large': nine({ what: 'ReLU, sd 1', initializer: spread(1) }),
        'd-bias': nine({ what: 'ReLU, He, biases start at -1', initializer: 'heNormal', bias: -1 }),
      },
    },
  ];
}

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  const { engine, version, threads } = await ready();
  const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  for (const [name, variant] of groups().flatMap(({ variants }) => Object.entries(variants))) {
    const described = { what: variant.what, engine: `tfjs ${version}, ${engine}, ${threads} threads` };
    results[name] ??= { ...described, runs: [] };
    const { runs } = results[name];
    while (runs.length < SEEDS) {
      const run = await trainOnce(variant, runs.length + 1);
      runs.push(run);
      writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
      report(`${name} seed ${run.seed}: test accuracy ${run.accuracy.toFixed(3)}, loss ${run.loss}`);
    }
  }
}

async function trainOnce(variant: Variant, n: number): Promise<Run> {
  const training = datasets.gratings({ seed: n, perClass: PER_CLASS });
  const test = datasets.gratings({ seed: n + TEST, perClass: PER_CLASS });
  const [x, testX] = [training, test].map((images) => tf.tidy(() => toTensor(images.x).sub(127.5).div(64)));
  const y = toTensor(training.y);
  seed(n);
  const model = network(variant);
  const before = saturated(model, x!, variant);
  const run = await train(model, { x: x!, y, epochs: EPOCHS, seed: n });
  const outputs = tf.tidy(() => (model.predict(testX!) as tf.Tensor).dataSync());
  const after = saturated(model, x!, variant);
  model.dispose();
  tf.dispose([x!, testX!, y]);
  return {
    seed: n,
    accuracy: accuracy(test.y.values, outputs, variant.logits ? 0 : 0.5),
    loss: rounded(run.history.loss!.at(-1)!),
    saturated: [rounded(before), rounded(after)],
    ...signals(run),
  };
}

function network(variant: Variant): tf.LayersModel {
  const { activation, filters, dense, initializer = 'glorotUniform', bias = 0, last, logits } = variant;
  const start = {
    kernelInitializer: initializer,
    biasInitializer: tf.initializers.constant({ value: bias }),
  };
  const model = tf.sequential();
  model.add(
    tf.layers.conv2d({ inputShape: [16, 16, 3], filters: filters[0], kernelSize: 3, activation, ...start }),
  );
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters: filters[1], kernelSize: 3, activation, ...start }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  for (let i = 0; i < dense; i++) model.add(tf.layers.dense({ units: 16, activation, ...start }));
  const kernelInitializer = last === undefined ? 'glorotUniform' : spread(last);
  model.add(tf.layers.dense({ units: 1, activation: logits ? 'linear' : 'sigmoid', kernelInitializer }));
  model.compile({ optimizer: variant.optimizer(), loss: logits ? onLogit : 'binaryCrossentropy' });
  return model;
}

function onLogit(yTrue: tf.Tensor, z: tf.Tensor): tf.Tensor {
  return tf.losses.sigmoidCrossEntropy(yTrue, z);
}

function saturated(model: tf.LayersModel, x: tf.Tensor, { logits }: Variant): number {
  return tf.tidy(() => {
    const output = model.predict(x) as tf.Tensor;
    const p = logits ? output.sigmoid() : output;
    const outside = p.less(1e-7).logicalOr(p.greater(1 - 1e-7));
    return outside.mean().dataSync()[0]!;
  });
}

function signals({ layers }: TrainingRun): Pick<Run, 'firstGradient' | 'gradient' | 'zeros'> {
  const last = layers.at(-1)!;
  return {
    firstGradient: rounded(layers[0]![0]!.gradientNorm!),
    gradient: rounded(Math.hypot(...last.map(({ gradientNorm = 0 }) => gradientNorm))),
    // The last layer is no ReLU.
    zeros: rounded(Math.max(...last.slice(0, -1).map(({ zeros }) => zeros))),
  };
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
    `| what was changed | test accuracy, least / median / most | learned: at least ${LEARNED} | outputs beyond the clip, before and after | gradient of the first layer after an epoch | last loss |`,
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
  const beyond = [0, 1].map((at) => `${Math.round(100 * median(runs.map((run) => run.saturated[at]!)))} %`);
  return [
    `| ${what}`,
    reached.join(' / '),
    `${learned} of ${runs.length}${why(runs)}`,
    beyond.join(', '),
    short(median(runs.map((run) => run.firstGradient))),
    `${short(median(runs.map((run) => run.loss)))} |`,
  ].join(' | ');
}

/** What stood in the way of the runs that did not learn. */
function why(runs: Run[]): string {
  const stuck = runs.filter((run) => run.accuracy < LEARNED);
  const clipped = stuck.filter((run) => run.gradient === 0).length;
  const dead = stuck.filter((run) => run.gradient !== 0 && run.zeros === 1).length;
  const said = [
    ...(clipped ? [`${clipped} without gradient`] : []),
    ...(dead ? [`${dead} with a dead layer`] : []),
  ];
  return said.length > 0 ? ` (${said.join(', ')})` : '';
}

function short(value: number): string {
  return value === 0 || Math.abs(value) >= 0.001
    ? String(Number(value.toPrecision(2)))
    : value.toExponential(0);
}

function median(values: number[]): number {
  return middle([...values].sort((a, b) => a - b));
}

/** Lower median. */
function middle(sorted: number[]): number {
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

/**
 * The four trainings of question 3, each with one fault of its own.
 * `npx unstuck dev claim 07-diagnosis-curves` measures them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import { type Dataset, datasets, ready, seed, type TrainingRun, tf, toTensor, train } from 'unstuck';

const EPOCHS = 24;
const SEED = 2;

interface Fault {
  fault: string;
  data: (n: number, rows: number) => Dataset;
  input: (pixels: tf.Tensor) => tf.Tensor;
  rows: number;
  layers: () => tf.layers.Layer[];
  optimizer: () => tf.Optimizer;
}

const spots = {
  data: (n: number, rows: number) => datasets.spots({ seed: n, counts: [rows / 2, rows / 2], deviation: 14 }),
  input: (pixels: tf.Tensor) => pixels.sub(110).div(30),
};
const stripes = {
  data: (n: number, rows: number) => datasets.gratings({ seed: n, perClass: rows / 2 }),
  input: (pixels: tf.Tensor) => pixels.div(255),
};

const small = () => [
  tf.layers.conv2d({ inputShape: [12, 12, 3], filters: 4, kernelSize: 5, strides: 2, activation: 'tanh' }),
  tf.layers.flatten(),
];
const large = () => [
  tf.layers.conv2d({ inputShape: [12, 12, 3], filters: 16, kernelSize: 3, activation: 'tanh' }),
  tf.layers.flatten(),
  tf.layers.dense({ units: 64, activation: 'tanh' }),
];
const deep = () => [
  tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
  tf.layers.maxPooling2d({ poolSize: 2 }),
  tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
  tf.layers.maxPooling2d({ poolSize: 2 }),
  tf.layers.flatten(),
];

const FAULTS: Record<'A' | 'B' | 'C' | 'D', Fault> = {
  A: {
    fault: 'lr-too-low',
    ...spots,
    rows: 300,
    layers: small,
    optimizer: () => tf.train.adam(0.00005),
  },
  B: { fault: 'lr-too-high', ...spots, rows: 300, layers: small, optimizer: () => tf.train.adam(0.3) },
  C: {
    fault: 'dying-relu',
    ...stripes,
    rows: 200,
    layers: deep,
    optimizer: () => tf.train.adam(0.1),
  },
  D: { fault: 'overfitting', ...spots, rows: 60, layers: large, optimizer: () => tf.train.adam(0.003) },
};

/** Trains the four and writes what was seen of them, three digits each, to `file`. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const curves: Record<string, object> = {};
  for (const [name, fault] of Object.entries(FAULTS)) {
    curves[name] = { fault: fault.fault, ...seen(await trainOnce(fault)) };
    report(`${name} ${JSON.stringify(curves[name])}`);
  }
  writeFileSync(file, `${JSON.stringify(curves, null, 1)}\n`);
}

async function trainOnce({ data, input, rows, layers, optimizer }: Fault): Promise<TrainingRun> {
  const tensors = (n: number, count: number) => {
    const { x, y } = data(n, count);
    return { x: tf.tidy(() => input(toTensor(x))), y: toTensor(y) };
  };
  const [training, validation] = [tensors(SEED, rows), tensors(SEED + 1000, 300)];
  seed(SEED);
  const model = tf.sequential({
    layers: [...layers(), tf.layers.dense({ units: 1, activation: 'sigmoid' })],
  });
  model.compile({ optimizer: optimizer(), loss: 'binaryCrossentropy' });
  const run = await train(model, { ...training, validation, epochs: EPOCHS, seed: SEED });
  model.dispose();
  tf.dispose([training, validation]);
  return run;
}

function seen({ history, layers }: TrainingRun): { history: Record<string, number[]>; gradient: number[] } {
  const round = (values: number[]) => values.map((value) => Number(value.toPrecision(3)));
  return {
    history: { loss: round(history.loss!), val_loss: round(history.val_loss!) },
    gradient: round(layers.map(([first]) => first!.gradientNorm!)),
  };
}

/** Draws what the lesson's cell holds. */
export function render(results: unknown): string {
  return Object.entries(results as Record<string, object>)
    .map(([name, one]) => `${name}: ${JSON.stringify(one)}`)
    .join('\n');
}

/**
 * The four curves of question 3: handwriting, each training with one fault of its own.
 * `npx unstuck dev claim 08-diagnosis-curves` measures them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import { datasets, ready, seed, takeRows, tf, toTensor, train } from 'unstuck';

const EPOCHS = 15;
const SEED = 4;
const TRAINING = 1200;

interface Fault {
  fault: string;
  /** Even against odd digits, or all ten. */
  classes: 2 | 10;
  scale: number;
  units: number;
  activation: 'sigmoid' | 'softmax';
  loss: string | ((yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor);
  optimizer: () => tf.Optimizer;
}

const momentum = () => tf.train.momentum(0.01, 0.9);
const adam = (rate: number) => () => tf.train.adam(rate);
const onLogits = (yTrue: tf.Tensor, z: tf.Tensor) => tf.losses.softmaxCrossEntropy(yTrue, z) as tf.Tensor;
const binary = { classes: 2, units: 1, loss: 'binaryCrossentropy', optimizer: momentum } as const;
const many = { classes: 10, units: 10, activation: 'softmax', loss: 'categoricalCrossentropy' } as const;

const FAULTS: Record<'A' | 'B' | 'C' | 'D', Fault> = {
  A: { ...binary, fault: 'unnormalized-input', scale: 255 / 16, activation: 'sigmoid' },
  B: { ...binary, fault: 'wrong-output-activation', scale: 1 / 16, activation: 'softmax' },
  C: { ...many, fault: 'lr-too-low', scale: 1 / 16, optimizer: adam(0.00003) },
  D: { ...many, fault: 'wrong-loss', scale: 1 / 16, loss: onLogits, optimizer: adam(0.01) },
};

/** Trains the four and writes their histories, three digits each, to `file`. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const curves: Record<string, object> = {};
  for (const [name, fault] of Object.entries(FAULTS)) {
    const measured = await trainOnce(fault);
    curves[name] = { fault: fault.fault, ...measured };
    report(`${name} ${fault.fault}: ${JSON.stringify(measured)}`);
  }
  writeFileSync(file, `${JSON.stringify(curves, null, 1)}\n`);
}

async function trainOnce(fault: Fault): Promise<{ untrained: number; history: Record<string, number[]> }> {
  const digits = datasets.digits({ seed: SEED });
  const all = [...digits.y.values.keys()];
  const tensors = [all.slice(0, TRAINING), all.slice(TRAINING)].flatMap((rows) => [
    tf.tidy(() => toTensor(takeRows(digits.x, rows)).mul(fault.scale)),
    targets(Array.from(takeRows(digits.y, rows).values), fault),
  ]);
  const [x, y, testX, testY] = tensors as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  seed(SEED);
  const model = network(fault);
  const untrained = tf.tidy(() => (model.evaluate(x, y) as tf.Scalar[])[0]!.dataSync()[0]!);
  const run = await train(model, { x, y, validation: { x: testX, y: testY }, epochs: EPOCHS, seed: SEED });
  model.dispose();
  tf.dispose(tensors);
  const series = ['loss', 'val_loss', 'acc', 'val_acc'].map((name) => [
    name,
    run.history[name]!.map(digits3),
  ]);
  return { untrained: digits3(untrained), history: Object.fromEntries(series) };
}

function targets(labels: number[], { classes }: Fault): tf.Tensor {
  if (classes === 2) return tf.tensor2d(labels.map((digit) => [digit % 2]));
  return tf.tidy(() => tf.oneHot(labels, classes).toFloat());
}

function digits3(value: number): number {
  return Number(value.toPrecision(3));
}

function network({ units, activation, loss, optimizer }: Fault): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        filters: 8,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        inputShape: [8, 8, 1],
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units, activation }),
    ],
  });
  model.compile({ optimizer: optimizer(), loss, metrics: ['accuracy'] });
  return model;
}

/** Draws the measurements as the lesson's cell holds them. */
export function render(results: unknown): string {
  const curves = results as Record<string, { untrained: number; history: Record<string, number[]> }>;
  return Object.entries(curves)
    .map(([name, { untrained, history }]) => `${name}: ${JSON.stringify({ untrained, history })}`)
    .join('\n');
}

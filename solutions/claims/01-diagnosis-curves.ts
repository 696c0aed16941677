/**
 * The three curves of question 3: even digits told from odd ones, each training with one fault of its own.
 * `npx unstuck dev claim 01-diagnosis-curves` measures them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import { datasets, ready, seed, takeRows, tf, toTensor, train } from 'unstuck';

const EPOCHS = 20;
const SEED = 2;

interface Fault {
  fault: string;
  /** Training images; the rest is for validation. */
  images: number;
  scale: number;
  optimizer: () => tf.Optimizer;
  filters: number;
  activation: 'relu' | 'tanh';
  /** Units of a dense layer before the output. */
  dense?: number;
}

const FAULTS: Record<'A' | 'B' | 'C', Fault> = {
  A: {
    fault: 'overfitting',
    images: 30,
    scale: 1 / 16,
    optimizer: () => tf.train.adam(0.01),
    filters: 32,
    activation: 'relu',
    dense: 128,
  },
  B: {
    fault: 'unnormalized-input',
    images: 1200,
    scale: 255 / 16,
    optimizer: () => tf.train.momentum(0.01, 0.9),
    filters: 8,
    activation: 'relu',
  },
  C: {
    fault: 'lr-too-high',
    images: 1200,
    scale: 1 / 16,
    optimizer: () => tf.train.momentum(0.6, 0.9),
    filters: 8,
    activation: 'tanh',
  },
};

/** Trains the three and writes their histories, three digits each, to `file`. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const curves: Record<string, object> = {};
  for (const [name, fault] of Object.entries(FAULTS)) {
    const history = await trainOnce(fault);
    curves[name] = { fault: fault.fault, history };
    report(`${name} ${fault.fault}: ${JSON.stringify(history)}`);
  }
  writeFileSync(file, `${JSON.stringify(curves, null, 1)}\n`);
}

async function trainOnce(fault: Fault): Promise<Record<string, number[]>> {
  const digits = datasets.digits({ seed: SEED });
  const rows = [...digits.y.values.keys()];
  const tensors = [rows.slice(0, fault.images), rows.slice(1200)].flatMap((taken) => {
    const labels = takeRows(digits.y, taken);
    const odd = { ...labels, values: labels.values.map((digit) => digit % 2) };
    return [toTensor(takeRows(digits.x, taken)).mul(fault.scale), toTensor(odd)];
  });
  const [x, y, testX, testY] = tensors as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  seed(SEED);
  const model = network(fault);
  const run = await train(model, { x, y, validation: { x: testX, y: testY }, epochs: EPOCHS, seed: SEED });
  model.dispose();
  tf.dispose(tensors);
  const round = (values: number[]) => values.map((value) => Number(value.toPrecision(3)));
  return Object.fromEntries(
    ['loss', 'val_loss', 'acc', 'val_acc'].map((name) => [name, round(run.history[name]!)]),
  );
}

function network({ filters, activation, dense, optimizer }: Fault): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation, inputShape: [8, 8, 1] }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      ...(dense ? [tf.layers.dense({ units: dense, activation })] : []),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: optimizer(), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** Draws the histories as the lesson's cell holds them. */
export function render(results: unknown): string {
  const curves = results as Record<string, { history: Record<string, number[]> }>;
  return Object.entries(curves)
    .map(([name, { history }]) => `${name}: ${JSON.stringify(history)}`)
    .join('\n');
}

/**
 * The three curves of question 3: handwriting, ten classes, each training with one fault of its own.
 * `npx unstuck dev claim 11-diagnosis-curves` measures them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import { datasets, ready, seed, takeRows, tf, toTensor, train } from 'unstuck';

const EPOCHS = 20;
const SEED = 3;

interface Fault {
  fault: string;
  /** Training images; the rows from 1200 on are for validation. */
  images: number;
  batchSize: number;
  rate: number;
  layers: () => tf.layers.Layer[];
}

const { averagePooling2d, conv2d, dense, flatten, maxPooling2d } = tf.layers;

/** A convolution, a pooling and a dense layer. */
function convolutional(filters: number, units: number): tf.layers.Layer[] {
  return [
    conv2d({ inputShape: [8, 8, 1], filters, kernelSize: 3, padding: 'same', activation: 'relu' }),
    maxPooling2d({ poolSize: 2 }),
    flatten(),
    dense({ units, activation: 'relu' }),
  ];
}

const FAULTS: Record<'A' | 'B' | 'C', Fault> = {
  A: {
    fault: 'batch-size-too-large',
    images: 1200,
    batchSize: 1200,
    rate: 0.003,
    layers: () => convolutional(16, 32),
  },
  B: {
    fault: 'overfitting',
    images: 60,
    batchSize: 16,
    rate: 0.003,
    layers: () => convolutional(32, 128),
  },
  C: {
    fault: 'underfitting',
    images: 1200,
    batchSize: 32,
    rate: 0.03,
    // Four numbers an image are all that is left of it.
    layers: () => [averagePooling2d({ poolSize: 4, inputShape: [8, 8, 1] }), flatten()],
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

async function trainOnce({ images, batchSize, rate, layers }: Fault): Promise<Record<string, number[]>> {
  const digits = datasets.digits({ seed: SEED });
  const rows = [...digits.y.values.keys()];
  const tensors = [rows.slice(0, images), rows.slice(1200)].flatMap((taken) => [
    tf.tidy(() => toTensor(takeRows(digits.x, taken)).div(16)),
    toTensor(takeRows(digits.y, taken)),
  ]);
  const [x, y, testX, testY] = tensors as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  seed(SEED);
  const model = tf.sequential({ layers: [...layers(), dense({ units: 10, activation: 'softmax' })] });
  model.compile({
    optimizer: tf.train.adam(rate),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const validation = { x: testX, y: testY };
  const run = await train(model, { x, y, validation, epochs: EPOCHS, batchSize, seed: SEED });
  model.dispose();
  tf.dispose(tensors);
  const round = (values: number[]) => values.map((value) => Number(value.toPrecision(3)));
  return Object.fromEntries(
    ['loss', 'val_loss', 'acc', 'val_acc'].map((name) => [name, round(run.history[name]!)]),
  );
}

/** Draws the histories as the lesson's cell holds them. */
export function render(results: unknown): string {
  const curves = results as Record<string, { history: Record<string, number[]> }>;
  return Object.entries(curves)
    .map(([name, { history }]) => `${name}: ${JSON.stringify(history)}`)
    .join('\n');
}

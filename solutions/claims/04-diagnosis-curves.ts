/**
 * The four curves of question 3: even digits told from odd ones, each training with one fault of its own.
 * `npx unstuck dev claim 04-diagnosis-curves` measures them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import { datasets, type NdArray, ready, seed, takeRows, tf, toTensor, train } from 'unstuck';

const EPOCHS = 25;
const SEED = 3;

interface Fault {
  fault: string;
  /** Training images; the last 397 are for validation. */
  images: number;
  /** Every so many labels one is wrong. */
  wrongEvery?: number;
  filters: number;
  dense: number[];
  /** L2 on the dense layers. */
  l2?: number;
}

const FAULTS: Record<'A' | 'B' | 'C' | 'D', Fault> = {
  A: { fault: 'over-regularized', images: 400, filters: 8, dense: [128, 64], l2: 0.1 },
  B: { fault: 'overfitting', images: 50, wrongEvery: 5, filters: 16, dense: [128, 64] },
  C: { fault: 'underfitting', images: 400, filters: 1, dense: [] },
  // The lesson says that its author meant to use L2.
  D: { fault: 'ineffective-regularizer', images: 90, wrongEvery: 5, filters: 8, dense: [128, 64] },
};

/** Trains the four and writes their histories, three digits each, to `file`. */
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
  const { x, y } = datasets.digits({ seed: SEED });
  const odd = y.values.map((digit) => digit % 2);
  const validation = rows(x, { ...y, values: odd }, 1400, 1797);
  const { wrongEvery = Infinity } = fault;
  const given = odd.map((label, row) => ((row + 1) % wrongEvery === 0 ? 1 - label : label));
  const training = rows(x, { ...y, values: given }, 0, fault.images);
  seed(SEED);
  const model = network(fault);
  const run = await train(model, { ...training, validation, epochs: EPOCHS, seed: SEED, statistics: false });
  model.dispose();
  tf.dispose([training.x, training.y, validation.x, validation.y]);
  const round = (values: number[]) => values.map((value) => Number(value.toPrecision(3)));
  return Object.fromEntries(
    ['loss', 'val_loss', 'acc', 'val_acc'].map((name) => [name, round(run.history[name]!)]),
  );
}

function rows(x: NdArray, y: NdArray, from: number, to: number): { x: tf.Tensor; y: tf.Tensor } {
  const taken = Array.from({ length: to - from }, (_, i) => from + i);
  return { x: tf.tidy(() => toTensor(takeRows(x, taken)).div(16)), y: toTensor(takeRows(y, taken)) };
}

function network({ filters, dense, l2 }: Fault): tf.LayersModel {
  const kernel = l2 ? { kernelRegularizer: tf.regularizers.l2({ l2 }) } : {};
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 1], filters, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      ...dense.map((units) => tf.layers.dense({ units, activation: 'relu', ...kernel })),
      tf.layers.dense({ units: 1, activation: 'sigmoid', ...kernel }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** Draws the histories as the lesson's cell holds them. */
export function render(results: unknown): string {
  const curves = results as Record<string, { history: Record<string, number[]> }>;
  return Object.entries(curves)
    .map(([name, { history }]) => `${name}: ${JSON.stringify(history)}`)
    .join('\n');
}

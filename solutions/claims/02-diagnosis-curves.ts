/**
 * The three curves of question 3: spots, each training with one fault of its own, and the recall of both classes.
 * `npx unstuck dev claim 02-diagnosis-curves` measures them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import { type Dataset, datasets, ready, recall, seed, tf, toTensor, train } from 'unstuck';

const EPOCHS = 15;
const SEED = 3;

interface Fault {
  fault: string;
  /** Images of each class. */
  counts: [number, number];
  validation: [number, number];
  rate: number;
  /** Units of a dense layer before the output. */
  dense?: number;
}

const FAULTS: Record<'A' | 'B' | 'C', Fault> = {
  A: { fault: 'lr-too-low', counts: [200, 200], validation: [200, 200], rate: 0.00001 },
  B: { fault: 'class-imbalance', counts: [380, 20], validation: [760, 40], rate: 0.002 },
  C: { fault: 'overfitting', counts: [10, 10], validation: [200, 200], rate: 0.01, dense: 128 },
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
  const training = datasets.spots({ seed: SEED, counts: fault.counts });
  const held = datasets.spots({ seed: SEED + 1000, counts: fault.validation });
  const [x, valX] = [training, held].map(centred) as [tf.Tensor, tf.Tensor];
  const [y, valY] = [toTensor(training.y), toTensor(held.y)];
  seed(SEED);
  const model = network(fault);
  const recalls: [number[], number[]] = [[], []];
  const run = await train(model, {
    x,
    y,
    validation: { x: valX, y: valY },
    epochs: EPOCHS,
    seed: SEED,
    callbacks: [{ onEpochEnd: async () => pushRecalls(recalls, model, valX, held.y.values) }],
  });
  model.dispose();
  tf.dispose([x, y, valX, valY]);
  const { loss, val_loss, acc, val_acc } = run.history;
  const [val_recall_0, val_recall_1] = recalls;
  return rounded({ loss, val_loss, acc, val_acc, val_recall_0, val_recall_1 });
}

function centred({ x }: Dataset): tf.Tensor {
  return tf.tidy(() => toTensor(x).sub(110).div(40));
}

function pushRecalls(
  recalls: [number[], number[]],
  model: tf.LayersModel,
  x: tf.Tensor,
  labels: Float32Array,
): void {
  const p = tf.tidy(() => (model.predict(x) as tf.Tensor).dataSync());
  const called = Array.from(p, (value) => (value > 0.5 ? 1 : 0));
  recalls.forEach((values, posLabel) => {
    values.push(recall(labels, called, { posLabel }));
  });
}

function rounded(history: Record<string, number[] | undefined>): Record<string, number[]> {
  const short = (values: number[]) => values.map((value) => Number(value.toPrecision(3)));
  return Object.fromEntries(Object.entries(history).map(([name, values]) => [name, short(values!)]));
}

function network({ rate, dense }: Fault): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu', inputShape: [12, 12, 3] }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.flatten(),
      ...(dense ? [tf.layers.dense({ units: dense, activation: 'relu' })] : []),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(rate), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** Draws the histories as the lesson's cell holds them. */
export function render(results: unknown): string {
  const curves = results as Record<string, { history: Record<string, number[]> }>;
  return Object.entries(curves)
    .map(([name, { history }]) => `${name}: ${JSON.stringify(history)}`)
    .join('\n');
}

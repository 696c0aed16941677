/**
 * The three curves of question 3: spots, half of them held back for validation, each training with one fault of
 * its own, and the balanced accuracy on training, validation and new images.
 * `npx unstuck dev claim 03-diagnosis-curves` measures them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import {
  balancedAccuracy,
  datasets,
  type NdArray,
  RandomOverSampler,
  ready,
  seed,
  tf,
  train,
  trainTestSplit,
} from 'unstuck';

const EPOCHS = 16;
const SEED = 1;

interface Fault {
  fault: string;
  /** Images of each class before the split. */
  counts: [number, number];
  /** Whether rare images are copied, before the split. */
  copied?: boolean;
  /** Units of a dense layer before the output. */
  dense?: number;
  /** Of adam. Default 0.003. */
  rate?: number;
}

interface Part {
  x: tf.Tensor;
  y: tf.Tensor;
  labels: Float32Array;
}

const FAULTS: Record<'A' | 'B' | 'C', Fault> = {
  A: { fault: 'overfitting', counts: [30, 30], dense: 128, rate: 0.01 },
  B: { fault: 'train-test-overlap', counts: [760, 40], copied: true, dense: 64 },
  C: { fault: 'class-imbalance', counts: [760, 40], rate: 0.001 },
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
  const parts = partsOf(fault);
  const [training, validation] = parts as [Part, Part, Part];
  seed(SEED);
  const model = network(fault);
  const scores: number[][] = [[], [], []];
  const run = await train(model, {
    ...training,
    validation,
    epochs: EPOCHS,
    seed: SEED,
    callbacks: [
      {
        onEpochEnd: async () => {
          parts.forEach((part, i) => {
            scores[i]!.push(score(model, part));
          });
        },
      },
    ],
  });
  model.dispose();
  tf.dispose(parts.flatMap(({ x, y }) => [x, y]));
  const { loss, val_loss } = run.history;
  const [balanced, val_balanced, new_balanced] = scores;
  return rounded({ loss, val_loss, balanced, val_balanced, new_balanced });
}

/** Training, validation and new images. */
function partsOf({ counts, copied }: Fault): Part[] {
  const all = datasets.spots({ seed: SEED, counts });
  const fresh = datasets.spots({ seed: SEED + 1000, counts: [400, 400] });
  seed(SEED);
  const rows = copied ? copies(all.x, all.y.values) : { x: all.x, y: all.y.values };
  const [x, valX, y, valY] = trainTestSplit(rows.x, rows.y, { testSize: 0.5, seed: SEED, stratify: rows.y });
  return [part(x, y), part(valX, valY), part(fresh.x, fresh.y.values)];
}

function copies({ values, shape }: NdArray, labels: Float32Array): { x: NdArray; y: Float32Array } {
  const { x, y } = new RandomOverSampler().fitResample({ values, shape: [shape[0]!, 432] }, labels);
  return { x: { values: x.values, shape: [y.length, ...shape.slice(1)] }, y };
}

function part({ values, shape }: NdArray, labels: Float32Array): Part {
  const x = tf.tidy(() => tf.tensor(values, shape).sub(110).div(40));
  return { x, y: tf.tensor2d(labels, [labels.length, 1]), labels };
}

function score(model: tf.LayersModel, { x, labels }: Part): number {
  const p = tf.tidy(() => (model.predict(x) as tf.Tensor).dataSync());
  return balancedAccuracy(
    labels,
    Array.from(p, (value) => (value > 0.5 ? 1 : 0)),
  );
}

function rounded(history: Record<string, number[] | undefined>): Record<string, number[]> {
  const short = (values: number[]) => values.map((value) => Number(value.toPrecision(3)));
  return Object.fromEntries(Object.entries(history).map(([name, values]) => [name, short(values!)]));
}

function network({ dense, rate = 0.003 }: Fault): tf.LayersModel {
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
  model.compile({ optimizer: tf.train.adam(rate), loss: 'binaryCrossentropy' });
  return model;
}

/** Draws the histories as the lesson's cell holds them. */
export function render(results: unknown): string {
  const curves = results as Record<string, { history: Record<string, number[]> }>;
  return Object.entries(curves)
    .map(([name, { history }]) => `${name}: ${JSON.stringify(history)}`)
    .join('\n');
}

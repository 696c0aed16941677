/**
 * The three trainings of question 3: even digits told from odd ones, each with one fault of its own.
 * `npx unstuck dev claim 06-diagnosis-curves` measures them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import {
  accuracy,
  datasets,
  type NdArray,
  ready,
  StandardScaler,
  seed,
  takeRows,
  tf,
  toTensor,
  train,
} from 'unstuck';
import { generator, permutation } from 'unstuck/random';

const EPOCHS = 15;
const SEED = 2;
const PIXELS = 64;

interface Rows {
  x: NdArray;
  y: NdArray;
}

interface Fault {
  fault: string;
  /** Different images among the first 900, and how often each is copied before rows are split off for validation and test. */
  images: number;
  copies: number;
  /** Whether rows that are not for training get a scaler of their own. */
  fitsAgain: boolean;
}

const FAULTS: Record<'A' | 'B' | 'C', Fault> = {
  A: { fault: 'train-test-overlap', images: 48, copies: 10, fitsAgain: false },
  B: { fault: 'overfitting', images: 40, copies: 1, fitsAgain: false },
  C: { fault: 'scaler-leakage', images: 600, copies: 1, fitsAgain: true },
};

/** Trains the three and writes what was seen of them, three digits each, to `file`. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const curves: Record<string, object> = {};
  for (const [name, fault] of Object.entries(FAULTS)) {
    curves[name] = { fault: fault.fault, ...(await trainOnce(fault)) };
    report(`${name} ${JSON.stringify(curves[name])}`);
  }
  writeFileSync(file, `${JSON.stringify(curves, null, 1)}\n`);
}

async function trainOnce(fault: Fault) {
  const { training, validation, test, fresh } = split(fault);
  const own = fitScaler(training.x);
  const ready = (x: NdArray) => scale(x, fault.fitsAgain ? fitScaler(x) : own);
  const rows = { x: toTensor(scale(training.x, own)), y: toTensor(training.y) };
  const held = { x: toTensor(ready(validation.x)), y: toTensor(validation.y) };
  seed(SEED);
  const model = network();
  const run = await train(model, { ...rows, validation: held, epochs: EPOCHS, seed: SEED });
  const isRight = (x: NdArray, { values }: NdArray) =>
    accuracy(
      values,
      tf.tidy(() => (model.predict(toTensor(x)) as tf.Tensor).dataSync()),
    );
  const alone = ({ x, y }: Rows) => {
    const ones = Array.from({ length: x.shape[0]! }, (_, row) => ready(takeRows(x, [row])));
    const values = Float32Array.from(ones.flatMap((one) => [...one.values]));
    return isRight({ values, shape: x.shape }, y);
  };
  const seen = {
    test: isRight(ready(test.x), test.y),
    alone: alone(test),
    fresh: alone(fresh),
  };
  model.dispose();
  tf.dispose([rows, held]);
  const names = ['loss', 'val_loss', 'acc', 'val_acc'];
  return {
    history: Object.fromEntries(names.map((name) => [name, run.history[name]!.map(short)])),
    accuracy: Object.fromEntries(Object.entries(seen).map(([name, value]) => [name, short(value)])),
  };
}

/** Fresh rows are the last ones, which nothing else has seen. */
function split({ images, copies }: Fault) {
  const { x, y } = datasets.digits({ seed: SEED });
  const odd = { ...y, values: y.values.map((digit) => digit % 2) };
  const pick = (rows: number[]): Rows => ({ x: takeRows(x, rows), y: takeRows(odd, rows) });
  const all = x.shape[0]!;
  const last = pick(Array.from({ length: 400 }, (_, i) => all - 1 - i));
  if (copies === 1) {
    const from = (start: number, count: number) => pick(Array.from({ length: count }, (_, i) => start + i));
    return { training: from(0, images), validation: from(600, 300), test: from(900, 300), fresh: last };
  }
  const copied = Array.from({ length: images * copies }, (_, i) => i % images);
  const mixed = permutation(copied.length, generator(SEED)).map((i) => copied[i]!);
  const third = copied.length / 6;
  return {
    training: pick(mixed.slice(2 * third)),
    validation: pick(mixed.slice(0, third)),
    test: pick(mixed.slice(third, 2 * third)),
    fresh: last,
  };
}

function pixels({ values }: NdArray) {
  return { values, shape: [values.length / PIXELS, PIXELS] };
}

function fitScaler(x: NdArray): StandardScaler {
  return new StandardScaler().fit(pixels(x));
}

function scale(x: NdArray, scaler: StandardScaler): NdArray {
  return { values: scaler.transform(pixels(x)).values, shape: x.shape };
}

function network(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        filters: 16,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        inputShape: [8, 8, 1],
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 64, activation: 'relu' }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

function short(value: number): number {
  return Number(value.toPrecision(3));
}

/** Draws what the lesson's cell holds. */
export function render(results: unknown): string {
  return Object.entries(results as Record<string, object>)
    .map(([name, seen]) => `${name}: ${JSON.stringify(seen)}`)
    .join('\n');
}

/**
 * The three classifiers of question 3, each with two faults. `npx unstuck dev claim 12-diagnosis-curves` measures
 * them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import { accuracy, datasets, ready, seed, takeRows, tf, toTensor, train } from 'unstuck';

const SEED = 5;
const CLASSES = 10;
const SIDE = 16;

interface Patient {
  faults: string[];
  perClass: number;
  /** Which rows of the folder, sorted by class, are trained on, and which are kept for validation. */
  rows: (count: number) => { training: number[]; kept: number[] };
  scale: number;
  output: 'softmax' | 'linear';
  rate: number;
  dropout: number;
  epochs: number;
}

const range = (count: number) => Array.from({ length: count }, (_, row) => row);
const everyFifth = (count: number) => ({
  training: range(count).filter((row) => row % 5 !== 4),
  kept: range(count).filter((row) => row % 5 === 4),
});
const tail = (count: number) => ({
  training: range(count).slice(0, 0.8 * count),
  kept: range(count).slice(0.8 * count),
});
/** What is kept is trained on as well. */
const overlapping = (count: number) => ({
  training: range(count),
  kept: range(count).filter((row) => row % 2 === 0),
});

const sound: Omit<Patient, 'faults'> = {
  perClass: 40,
  rows: everyFifth,
  scale: 1 / 255,
  output: 'softmax',
  rate: 0.001,
  dropout: 0.5,
  epochs: 10,
};

const PATIENTS: Record<string, Patient> = {
  A: patient({
    faults: ['train-test-overlap', 'overfitting'],
    rows: overlapping,
    perClass: 4,
    rate: 0.003,
    dropout: 0,
    epochs: 30,
  }),
  B: patient({ faults: ['unshuffled-split', 'unnormalized-input'], rows: tail, scale: 1 / 255 / 255 }),
  C: patient({ faults: ['wrong-output-activation', 'lr-too-high'], output: 'linear', rate: 0.05 }),
  C2: patient({ faults: ['lr-too-high'], rate: 0.05 }),
};

function patient(choices: Partial<Patient> & Pick<Patient, 'faults'>): Patient {
  return { ...sound, ...choices };
}

interface Measured {
  history: Record<string, number[]>;
  /** Least and largest number that the first convolution sees. */
  seen: [number, number];
  /** Loss over the training rows before the first step. */
  untrained: number;
  /** Accuracy on 600 images that nobody has used. */
  fresh: number;
}

/** Trains them and writes what was measured, three digits each, to `file`. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const curves: Record<string, object> = {};
  for (const [name, one] of Object.entries(PATIENTS)) {
    const measured = await trainOnce(one);
    curves[name] = { faults: one.faults, ...measured };
    report(`${name} ${one.faults.join(', ')}: ${JSON.stringify(measured)}`);
  }
  writeFileSync(file, `${JSON.stringify(curves, null, 1)}\n`);
}

async function trainOnce(one: Patient): Promise<Measured> {
  const { folder, fresh, labels } = images(one.perClass);
  const newLabels = fresh.map((row) => labels[row]!);
  const part = (rows: number[]) => ({
    x: pixels(rows, one.scale),
    y: oneHot(rows.map((row) => labels[row]!)),
  });
  const { training, kept } = one.rows(folder.length);
  const [seenRows, keptRows] = [training, kept].map((places) => part(places.map((place) => folder[place]!)));
  seed(SEED);
  const model = network(one);
  const untrained = tf.tidy(
    () => (model.evaluate(seenRows!.x, seenRows!.y) as tf.Scalar[])[0]!.dataSync()[0]!,
  );
  const run = await train(model, { ...seenRows!, validation: keptRows!, epochs: one.epochs, seed: SEED });
  const said = tf.tidy(() => (model.predict(pixels(fresh, one.scale)) as tf.Tensor).argMax(1).dataSync());
  model.dispose();
  tf.dispose([seenRows!.x, seenRows!.y, keptRows!.x, keptRows!.y]);
  return {
    history: Object.fromEntries(
      ['loss', 'val_loss', 'acc', 'val_acc'].map((metric) => [metric, run.history[metric]!.map(digits3)]),
    ),
    seen: [run.data.input.min, run.data.input.max].map(digits3) as [number, number],
    untrained: digits3(untrained),
    fresh: digits3(accuracy(newLabels, said)),
  };
}

const { x, y } = datasets.digits({ seed: SEED });

/** Rows of the digits: a folder sorted by class, and new ones. */
function images(perClass: number): { folder: number[]; fresh: number[]; labels: number[] } {
  const labels = Array.from(y.values);
  const ofClass = (digit: number) => [...labels.keys()].filter((row) => labels[row] === digit);
  const folder = range(CLASSES).flatMap((digit) => ofClass(digit).slice(0, perClass));
  const taken = new Set(folder);
  return { folder, fresh: [...labels.keys()].filter((row) => !taken.has(row)).slice(0, 600), labels };
}

/** 16 by 16 pixels, each a quarter of an original one, 0 to 255 times `scale`. */
function pixels(rows: number[], scale: number): tf.Tensor4D {
  return tf.tidy(() =>
    tf.image
      .resizeNearestNeighbor(toTensor(takeRows(x, rows)) as tf.Tensor4D, [SIDE, SIDE])
      .mul(255 / 16)
      .round()
      .mul(scale),
  );
}

function oneHot(labels: number[]): tf.Tensor {
  return tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), CLASSES).toFloat());
}

function network({ output, rate, dropout }: Patient): tf.LayersModel {
  const model = tf.sequential();
  [32, 64, 128].forEach((filters, i) => {
    const shape = i === 0 ? { inputShape: [SIDE, SIDE, 1] } : {};
    model.add(tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu', ...shape }));
    model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  });
  model.add(tf.layers.flatten());
  model.add(tf.layers.dropout({ rate: dropout }));
  model.add(tf.layers.dense({ units: 256, activation: 'relu' }));
  model.add(tf.layers.dense({ units: CLASSES, activation: output }));
  model.compile({
    optimizer: tf.train.adam(rate),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

function digits3(value: number): number {
  return Number(value.toPrecision(3));
}

/** Draws the measurements as the lesson's cell holds them. */
export function render(results: unknown): string {
  return Object.entries(results as Record<string, Measured>)
    .map(([name, measured]) => `${name}: ${JSON.stringify(measured)}`)
    .join('\n');
}

/**
 * The three curves of question 3: handwriting, each training with one fault in its data. After each epoch the
 * network is also asked about digits of which the labels were checked and that nobody has trained on.
 * `npx unstuck dev claim 10-diagnosis-curves` measures them; the lesson holds the numbers, rounded.
 */
import { writeFileSync } from 'node:fs';
import { datasets, type NdArray, ready, seed, takeRows, tf, toTensor, train } from 'unstuck';
import { generator } from 'unstuck/random';

const EPOCHS = 15;
const SEED = 3;

interface Labelled {
  x: NdArray;
  y: NdArray;
}

interface Split {
  training: Labelled;
  validation: Labelled;
}

/** What was done to the first 600 digits before they became training and validation rows. */
const FAULTS: Record<'A' | 'B' | 'C', { fault: string; split: (digits: Labelled) => Split }> = {
  A: { fault: 'train-test-overlap', split: copiesSplitAtRandom },
  B: { fault: 'label-noise', split: (digits) => cut(mislabelled(digits)) },
  C: { fault: 'unshuffled-split', split: (digits) => cut(sorted(digits)) },
};

/** Trains the three and writes their histories, three digits each, to `file`. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const curves: Record<string, object> = {};
  for (const [name, { fault, split }] of Object.entries(FAULTS)) {
    const history = await trainOnce(split);
    curves[name] = { fault, history };
    report(`${name} ${fault}: ${JSON.stringify(history)}`);
  }
  writeFileSync(file, `${JSON.stringify(curves, null, 1)}\n`);
}

async function trainOnce(split: (digits: Labelled) => Split): Promise<Record<string, number[]>> {
  const digits = datasets.digits({ seed: SEED });
  const rows = [...digits.y.values.keys()];
  const { training, validation } = split(take(digits, rows.slice(0, 600)));
  const sets = [training, validation, take(digits, rows.slice(1200))].map(tensors);
  const [trained, validated, checked] = sets as [Tensors, Tensors, Tensors];
  seed(SEED);
  const model = network();
  const live: number[] = [];
  const ask = { onEpochEnd: async () => void live.push(accuracyOn(model, checked)) };
  const run = await train(model, {
    ...trained,
    validation: validated,
    epochs: EPOCHS,
    callbacks: [ask],
    seed: SEED,
  });
  model.dispose();
  tf.dispose(sets as unknown as tf.TensorContainer);
  const round = (values: number[]) => values.map((value) => Number(value.toPrecision(3)));
  const { loss, val_loss, acc, val_acc } = run.history as Record<string, number[]>;
  return {
    loss: round(loss!),
    val_loss: round(val_loss!),
    acc: round(acc!),
    val_acc: round(val_acc!),
    checked_acc: round(live),
  };
}

interface Tensors {
  x: tf.Tensor;
  y: tf.Tensor;
}

function tensors({ x, y }: Labelled): Tensors {
  return { x: tf.tidy(() => toTensor(x).div(16)), y: toTensor(y) };
}

function take({ x, y }: Labelled, rows: number[]): Labelled {
  return { x: takeRows(x, rows), y: takeRows(y, rows) };
}

function cut(digits: Labelled): Split {
  const rows = [...digits.y.values.keys()];
  return { training: take(digits, rows.slice(0, 480)), validation: take(digits, rows.slice(480)) };
}

function sorted(digits: Labelled): Labelled {
  const rows = [...digits.y.values.keys()].sort((a, b) => digits.y.values[a]! - digits.y.values[b]!);
  return take(digits, rows);
}

/** Two of five labels become another digit. */
function mislabelled({ x, y }: Labelled): Labelled {
  const draw = generator(SEED);
  const wrong = y.values.map((label) => (draw() < 0.4 ? (label + 1 + Math.floor(9 * draw())) % 10 : label));
  return { x, y: { ...y, values: wrong } };
}

/** 50 digits, twelve times each; every fifth row is for validation. */
function copiesSplitAtRandom(digits: Labelled): Split {
  const rows = Array.from({ length: 600 }, (_, i) => i);
  const copies = (part: number[]) =>
    take(
      digits,
      part.map((row) => row % 50),
    );
  return {
    training: copies(rows.filter((row) => row % 5 !== Math.floor(row / 50) % 5)),
    validation: copies(rows.filter((row) => row % 5 === Math.floor(row / 50) % 5)),
  };
}

function accuracyOn(model: tf.LayersModel, { x, y }: Tensors): number {
  return tf.tidy(
    () =>
      (model.predict(x) as tf.Tensor).argMax(1).equal(y.flatten().toInt()).toFloat().mean().dataSync()[0]!,
  );
}

function network(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [8, 8, 1],
        filters: 16,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 32, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({
    optimizer: tf.train.adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

/** Draws the histories as the lesson's cell holds them. */
export function render(results: unknown): string {
  const curves = results as Record<string, { history: Record<string, number[]> }>;
  return Object.entries(curves)
    .map(([name, { history }]) => `${name}: ${JSON.stringify(history)}`)
    .join('\n');
}

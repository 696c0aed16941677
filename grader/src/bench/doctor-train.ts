import { classWeight, ReduceLROnPlateau, ready, seed, type TrainingRun, tf, train } from 'unstuck';
import { drawParts, type Part } from './doctor-data';
import { buildNetwork } from './doctor-networks';
import type { Plan } from './doctor-plan';

/** A run and what its network is worth on new rows. */
export interface Trained {
  run: TrainingRun;
  /** Balanced accuracy on new rows; for a regression 1 - error / variance, at least 0. */
  worth: number;
}

/** Trains a plan. */
export async function trainPlan(plan: Plan): Promise<Trained> {
  await ready();
  const parts = drawParts(plan);
  const units = plan.units ?? (parts.classes > 2 ? parts.classes : 1);
  const output = plan.output ?? (plan.regress ? 'linear' : units > 1 ? 'softmax' : 'sigmoid');
  seed(plan.seed);
  const model = buildNetwork(plan, parts.train.shape, units, output);
  const loss =
    plan.loss ??
    (plan.regress ? 'meanSquaredError' : units > 1 ? 'categoricalCrossentropy' : 'binaryCrossentropy');
  model.compile({ optimizer: optimizerOf(plan), loss, metrics: plan.regress ? [] : ['accuracy'] });
  const [training, validation, test] = [parts.train, parts.validation, parts.test].map((part) =>
    toTensors(part, plan, units),
  );
  const run = await train(model, {
    ...training!,
    validation: validation!,
    epochs: plan.epochs,
    batchSize: plan.batch,
    seed: plan.seed,
    ...(plan.shuffle === undefined ? {} : { shuffle: plan.shuffle }),
    ...(plan.balanced ? { classWeight: classWeight([...parts.train.labels]) } : {}),
    callbacks: plan.reduce ? [new ReduceLROnPlateau({ patience: 3, factor: 0.1 })] : [],
  });
  const worth = await worthOf(model, test!, parts.test, plan);
  tf.dispose([training!.x, training!.y, validation!.x, validation!.y, test!.x, test!.y]);
  model.dispose();
  return { run, worth };
}

function optimizerOf({ optimizer, rate }: Plan): tf.Optimizer {
  if (optimizer === 'adam') return tf.train.adam(rate);
  if (optimizer === 'rmsprop') return tf.train.rmsprop(rate);
  return optimizer === 'sgd' ? tf.train.sgd(rate) : tf.train.momentum(rate, 0.9);
}

function toTensors(part: Part, plan: Plan, units: number): { x: tf.Tensor; y: tf.Tensor } {
  const n = part.labels.length;
  const x = tf.tensor(part.x, [n, ...part.shape]);
  if (plan.regress) return { x, y: regression(part, plan.regress) };
  const divided = part.labels.map((label) => label / (plan.divideLabels ?? 1));
  if (units === 1) return { x, y: tf.tensor2d(divided, [n, 1]) };
  return { x, y: tf.tidy(() => tf.oneHot(tf.tensor1d(part.labels, 'int32'), units, 1, 0, 'float32')) };
}

/** Mean of each row, as a number to be found. */
function regression(part: Part, factor: number): tf.Tensor {
  const n = part.labels.length;
  return tf.tidy(() =>
    tf
      .tensor(part.x, [n, part.x.length / n])
      .mean(1, true)
      .mul(factor),
  );
}

async function worthOf(
  model: tf.LayersModel,
  test: { x: tf.Tensor; y: tf.Tensor },
  part: Part,
  plan: Plan,
): Promise<number> {
  const predicted = model.predict(test.x) as tf.Tensor;
  const values = [...predicted.dataSync()];
  const width = values.length / part.labels.length;
  predicted.dispose();
  if (plan.regress) return determination(values, [...test.y.dataSync()]);
  const answers = [...part.labels.keys()].map((row) => {
    const answer = values.slice(row * width, (row + 1) * width);
    if (width > 1) return answer.indexOf(Math.max(...answer));
    const value = answer[0]! * (plan.divideLabels ?? 1);
    return Number.isFinite(value) ? Math.max(0, Math.round(value)) : -1;
  });
  return meanRecall(part.labels, answers);
}

function meanRecall(labels: Float32Array, answers: number[]): number {
  const found = new Map<number, number[]>();
  labels.forEach((label, row) => {
    found.set(label, [...(found.get(label) ?? []), answers[row] === label ? 1 : 0]);
  });
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean([...found.values()].map(mean));
}

function determination(predicted: number[], y: number[]): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const left = y.reduce((sum, value, i) => sum + (value - predicted[i]!) ** 2, 0);
  return Number.isFinite(left) ? Math.max(0, 1 - left / total) : 0;
}

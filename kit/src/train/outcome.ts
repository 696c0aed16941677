import * as tf from '@tensorflow/tfjs';
import { compiledLoss } from './compiled';
import { labelsOf } from './data-statistics';
import { summarize } from './moments';
import type { Outcome } from './run';

const CLIP = 1e-6;

/** Asks the model about rows, dropout off, and compares with the targets. Frees all it allocates. */
export function outcomeOf(model: tf.LayersModel, x: tf.Tensor, y: tf.Tensor, areClasses: boolean): Outcome {
  let outcome: Outcome | undefined;
  tf.tidy(() => {
    const predicted = model.predict(x, { batchSize: Math.min(128, x.shape[0]!) }) as tf.Tensor;
    const values = predicted.dataSync();
    const labels = areClasses ? labelsOf(y) : undefined;
    const isLogit =
      model.layers[model.layers.length - 1]!.getConfig().activation === 'linear' &&
      !/mean|mse|mae/i.test(String(model.loss));
    outcome = {
      rows: x.shape[0]!,
      loss: compiledLoss(model, y, predicted).dataSync()[0]!,
      outputs: summarize(values),
      clipped: share(values, (value) => !(value > CLIP && value < 1 - CLIP)),
      ...(labels && predicted.rank === 2 ? compare(values, labels, isLogit) : {}),
      ...(labels ? {} : onesOf(y, values, isLogit ? 0 : 0.5)),
    };
  });
  return outcome!;
}

/** Of targets that are all 0 or 1, several a row: how many ones there are, and how many are answered above the cut. */
function onesOf(y: tf.Tensor, values: ArrayLike<number>, cut: number): Pick<Outcome, 'ones'> {
  const targets = y.dataSync();
  const isWide = targets.length > y.shape[0]! && targets.length === values.length;
  if (!isWide || !targets.every((target) => target === 0 || target === 1)) return {};
  const ones = share(targets, (target) => target === 1);
  const found = Array.from(targets).filter((target, i) => target === 1 && values[i]! > cut).length;
  return { ones: { share: ones, found: found / (ones * targets.length) } };
}

/** The loss of the model's answers to rows whose targets are in reverse order. */
export function reversedLossOf(model: tf.LayersModel, { x, y }: { x: tf.Tensor; y: tf.Tensor }): number {
  return tf.tidy(() => {
    const predicted = model.predict(x, { batchSize: x.shape[0]! }) as tf.Tensor;
    return compiledLoss(model, tf.reverse(y, 0), predicted).dataSync()[0]!;
  });
}

function compare(
  values: ArrayLike<number>,
  labels: Float32Array,
  isLogit: boolean,
): Pick<Outcome, 'accuracy' | 'recall' | 'predicted' | 'sureAccuracy'> {
  const width = values.length / labels.length;
  const [found, counts, said]: Record<string, number>[] = [{}, {}, {}];
  let right = 0;
  // Labels of a hinge loss: the sign is the answer.
  const areSigns = width === 1 && labels.every((label) => Math.abs(label) === 1) && labels.includes(-1);
  const answers: { isRight: boolean; probability: number }[] = [];
  labels.forEach((label, row) => {
    const { answer, probability } = areSigns ? signOf(values[row]!) : answerOf(values, row, width, isLogit);
    counts![label] = (counts![label] ?? 0) + 1;
    said![answer] = (said![answer] ?? 0) + 1;
    answers.push({ isRight: answer === label, probability });
    if (answer === label) {
      right++;
      found![label] = (found![label] ?? 0) + 1;
    }
  });
  const rows = labels.length;
  return {
    accuracy: right / rows,
    recall: mapValues(counts!, (count, label) => (found![label] ?? 0) / count),
    predicted: mapValues(said!, (count) => count / rows),
    sureAccuracy: sureAccuracyOf(answers),
  };
}

function sureAccuracyOf(answers: { isRight: boolean; probability: number }[]): number {
  const sure = answers.sort((a, b) => b.probability - a.probability).slice(0, Math.ceil(answers.length / 2));
  return sure.filter(({ isRight }) => isRight).length / sure.length;
}

function signOf(value: number): { answer: number; probability: number } {
  return { answer: value < 0 ? -1 : 1, probability: Math.abs(value) };
}

function answerOf(
  values: ArrayLike<number>,
  row: number,
  width: number,
  isLogit: boolean,
): { answer: number; probability: number } {
  if (width === 1) {
    const value = values[row]!;
    const p = isLogit ? 1 / (1 + Math.exp(-value)) : value;
    const answer = Number.isFinite(p) ? Math.max(0, Math.round(p)) : Number.NaN;
    return { answer, probability: p > 0.5 ? p : 1 - p };
  }
  let best = 0;
  for (let i = 1; i < width; i++) if (values[row * width + i]! > values[row * width + best]!) best = i;
  return { answer: best, probability: values[row * width + best]! };
}

function mapValues(
  record: Record<string, number>,
  f: (value: number, key: string) => number,
): Record<string, number> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value, key)]));
}

function share(values: ArrayLike<number>, is: (value: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (is(values[i]!)) count++;
  return count / values.length;
}

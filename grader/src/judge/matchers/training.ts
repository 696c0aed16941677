import { accuracy } from 'unstuck/metrics';
import type { TrainedModel } from '../answer';
import { failed, type Judgement, passed } from './judgement';

/** Labels that the grader kept, and the accuracy asked for. */
interface Asked {
  labels: ArrayLike<number>;
  accuracy: number;
}

/** Whether the network learned its own training images: accuracy recomputed from its predictions. */
export function toConverge(trained: TrainedModel, { labels, accuracy: asked }: Asked): Judgement {
  const broken = brokenPredictions(trained.trainPredictions, labels.length);
  if (broken) return broken;
  const reached = accuracy(labels, trained.trainPredictions);
  if (reached >= asked) return passed();
  const loss = trained.history.loss ?? [];
  const { min, max } = trained.input;
  const curve = loss.length > 1 ? ` The loss went from ${show(loss[0]!)} to ${show(loss.at(-1)!)}.` : '';
  return failed(
    'no-convergence',
    `The network did not learn its training images: accuracy ${show(reached)}, expected at least ${asked}.${curve} ` +
      `After preprocess the inputs run from ${show(min)} to ${show(max)}.`,
    evidence(trained, 'trainAccuracy', reached),
  );
}

/** Whether the network is right on images it never saw, whose labels only the grader holds. */
export function toGeneralize(trained: TrainedModel, { labels, accuracy: asked }: Asked): Judgement {
  const broken = brokenPredictions(trained.predictions, labels.length);
  if (broken) return broken;
  const reached = accuracy(labels, trained.predictions);
  if (reached >= asked) return passed();
  return failed(
    'no-generalization',
    `The network learned its training images, but on new ones its accuracy is ${show(reached)}, expected at least ${asked}.`,
    evidence(trained, 'testAccuracy', reached),
  );
}

function brokenPredictions(predictions: number[], rows: number): Judgement | undefined {
  if (predictions.length !== rows)
    return failed(
      'wrong-shape',
      `The network gave ${predictions.length} numbers for ${rows} images; expected one each.`,
    );
  const lost = predictions.filter((p) => Number.isNaN(p)).length;
  if (lost > 0)
    return failed(
      'nan-predictions',
      `${lost} of ${rows} predictions are NaN: the training diverged, or the input holds NaN.`,
    );
  const outside = predictions.find((p) => p < 0 || p > 1);
  if (outside !== undefined)
    return failed(
      'not-probabilities',
      `Predictions must be probabilities in [0, 1]; one is ${show(outside)}. Are they logits?`,
    );
  return undefined;
}

function evidence(trained: TrainedModel, name: string, reached: number) {
  return { seed: trained.seed, [name]: reached, input: trained.input, loss: trained.history.loss ?? [] };
}

function show(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);
}

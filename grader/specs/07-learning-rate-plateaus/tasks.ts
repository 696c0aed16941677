import { type TrainedRun, trainingTask } from '@unstuck/grader/judge';
import { datasets, type NdArray } from 'unstuck/data';
import { accuracy } from 'unstuck/metrics';
import { generator } from 'unstuck/random';

/** Epochs at the end in which the loss must be at rest. */
const LAST = 8;

export const q2 = trainingTask({
  hooks: { required: ['fitOptions', 'buildModel'] },
  epochs: 30,
  batchSize: 32,
  data: (run) => {
    // Which disc is called 1 is drawn anew.
    const flip = generator(run)() < 0.5;
    return { train: spots(2 * run + 1, 600, flip), heldOut: spots(2 * run + 2, 400, flip) };
  },
  criteria: [
    {
      name: 'sum of the rises of the training loss from epoch to epoch, in the last eight epochs',
      reason: 'no-convergence',
      atMost: 0.06,
      measure: (run) => sumOfRises(run.history.loss ?? []) * timesSmaller(run),
      explain: (_value, run) => endedEarly(run) ?? stillBounces(run),
    },
    {
      name: 'accuracy on new images',
      reason: 'no-generalization',
      atLeast: 0.8,
      measure: ({ heldOut, predictions }) => accuracy(heldOut.y.values, predictions),
      explain: () =>
        'The loss is at rest, but the network has not got far enough: did its steps become short too soon?',
    },
  ],
});

function spots(seed: number, rows: number, flip: boolean): { x: NdArray; y: NdArray } {
  const { x, y } = datasets.spots({ seed, counts: [rows / 2, rows / 2], deviation: 14 });
  return {
    // As in the lesson: about mean 0 and deviation 1.
    x: { ...x, values: x.values.map((value) => (value - 110) / 30) },
    y: flip ? { ...y, values: y.values.map((label) => 1 - label) } : y,
  };
}

/**
 * By how much the loss that was trained on, at its end, is smaller than the cross-entropy of the predictions: one that
 * is written smaller, or weighed by less, bounces by less on paper alone. Less than twice is within what a last epoch
 * changes, and counts as 1.
 */
function timesSmaller({ history, train, trainPredictions }: TrainedRun): number {
  const trainedOn = history.loss?.at(-1) ?? Number.NaN;
  if (trainedOn <= 0) return Infinity;
  const times = crossEntropy(train.y.values, trainPredictions) / trainedOn;
  return times > 2 ? times : 1;
}

/** Mean over the images; a probability of exactly 0 counts as the 0.0000001 at which the engine clips. */
function crossEntropy(labels: ArrayLike<number>, predictions: number[]): number {
  const losses = predictions.map((p, i) => -Math.log(Math.max(labels[i] === 1 ? p : 1 - p, 1e-7)));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}

function endedEarly({ history }: TrainedRun): string | undefined {
  const epochs = history.loss?.length ?? 0;
  if (epochs >= LAST) return undefined;
  return `The training ended after ${epochs} of its epochs: that a loss is at rest shows in eight of them.`;
}

function stillBounces(run: TrainedRun): string {
  const times = timesSmaller(run);
  const loss =
    times === 1 ? '' : ` The cross-entropy is ${round(times)} times that loss, and so are its rises.`;
  return `The loss still bounces.${loss} The rates of the last epochs: ${run.history.rates?.slice(-3).join(', ')}.`;
}

/** A loss that falls, or is at rest, has none; one that bounces has many. In a few epochs neither can be seen. */
function sumOfRises(loss: number[]): number {
  if (loss.length < LAST) return Infinity;
  const rises = loss.map((value, i) => (i === 0 ? 0 : Math.max(0, value - loss[i - 1]!)));
  return rises.slice(-LAST).reduce((sum, rise) => sum + rise, 0);
}

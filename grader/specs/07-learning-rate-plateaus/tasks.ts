import { trainingTask } from '@unstuck/grader/judge';
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
      measure: ({ history }) => sumOfRises(history.loss ?? []),
      explain: (_value, { history }) =>
        `The loss still bounces. The rates of the last epochs: ${history.rates?.slice(-3).join(', ')}.`,
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

/** A loss that falls, or is at rest, has none; one that bounces has many. */
function sumOfRises(loss: number[]): number {
  const rises = loss.map((value, i) => (i === 0 ? 0 : Math.max(0, value - loss[i - 1]!)));
  return rises.slice(-LAST).reduce((sum, rise) => sum + rise, 0);
}

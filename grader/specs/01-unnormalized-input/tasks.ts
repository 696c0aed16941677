import { trainingTask } from '@unstuck/grader/judge';
import { datasets } from 'unstuck/data';
import { accuracy } from 'unstuck/metrics';
import { generator } from 'unstuck/random';

export const q2 = trainingTask({
  hooks: { required: ['preprocess', 'buildModel'] },
  epochs: 12,
  batchSize: 32,
  data: (run) => {
    // Which stripes are called 1 is drawn anew, so that weights found elsewhere are worthless.
    const flip = generator(run)() < 0.5;
    return { train: gratings(2 * run + 1, flip), heldOut: gratings(2 * run + 2, flip) };
  },
  criteria: [
    {
      name: 'accuracy on the training images',
      reason: 'no-convergence',
      atLeast: 0.9,
      measure: ({ train, trainPredictions }) => accuracy(train.y.values, trainPredictions),
      explain: (_value, { input }) =>
        `The network did not learn its training images. Its inputs run from ${round(input.min)} to ${round(input.max)}.`,
    },
    {
      name: 'accuracy on new images',
      reason: 'no-generalization',
      atLeast: 0.9,
      measure: ({ heldOut, predictions }) => accuracy(heldOut.y.values, predictions),
      explain: () => 'The network learned its training images, but not the direction of the stripes.',
    },
  ],
});

function gratings(seed: number, flip: boolean) {
  const { x, y } = datasets.gratings({ seed });
  return { x, y: flip ? { ...y, values: y.values.map((label) => 1 - label) } : y };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

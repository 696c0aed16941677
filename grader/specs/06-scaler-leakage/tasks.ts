import { trainingTask } from '@unstuck/grader/judge';
import { datasets } from 'unstuck/data';
import { accuracy, recall } from 'unstuck/metrics';
import { generator } from 'unstuck/random';

const PALE = 155;
const DARK = 105;

export const q2 = trainingTask({
  hooks: { required: ['fitPreprocess', 'buildModel'] },
  epochs: 20,
  batchSize: 32,
  data: (run) => {
    // Which level is called 1, and which of the two is rare in the test, is drawn anew.
    const draw = generator(run);
    const means = draw() < 0.5 ? [DARK, PALE] : [PALE, DARK];
    const counts = draw() < 0.5 ? [40, 360] : [360, 40];
    return {
      train: datasets.levels({ seed: 2 * run + 1, counts: [200, 200], means }),
      heldOut: datasets.levels({ seed: 2 * run + 2, counts, means }),
    };
  },
  criteria: [
    {
      name: 'accuracy on the training slices',
      reason: 'no-convergence',
      atLeast: 0.9,
      measure: ({ train, trainPredictions }) => accuracy(train.y.values, trainPredictions),
      explain: () =>
        'The network did not learn its training slices: is the level of a slice still in its input?',
    },
    {
      name: 'recall of the class with the lower recall, on new slices',
      reason: 'leakage',
      atLeast: 0.8,
      measure: ({ heldOut, predictions }) => Math.min(...recalls(heldOut.y.values, predictions)),
      explain: () =>
        'The network learned its training slices, and fails where one class is rare. What a slice becomes must ' +
        'not depend on the slices it comes with, and its level must survive.',
    },
  ],
});

/** One a class. */
function recalls(labels: Float32Array, predictions: number[]): number[] {
  const named = predictions.map((p) => (p >= 0.5 ? 1 : 0));
  return recall(labels, named, { average: null });
}

import { classesOf, type LabelledRows, type TrainedRun, trainingTask } from '@unstuck/grader/judge';
import { datasets } from 'unstuck/data';
import { accuracy } from 'unstuck/metrics';
import { generator, permutation } from 'unstuck/random';

const SHAPES = ['disc', 'plus', 'ring', 'triangle'] as const;
const CLASSES = SHAPES.length;

export const q2 = trainingTask({
  hooks: { required: ['preprocess', 'buildModel'] },
  epochs: 12,
  batchSize: 32,
  data: (run) => {
    // Which shape has which number is drawn anew, so that weights found elsewhere are worthless.
    const order = permutation(CLASSES, generator(run)).map((i) => SHAPES[i]!);
    return { train: shapes(2 * run + 1, order), heldOut: shapes(2 * run + 2, order) };
  },
  criteria: [
    {
      name: 'distance of the sum of an image’s outputs from 1',
      reason: 'not-probabilities',
      atMost: 0.01,
      measure: (run) => Math.max(...sums(run).map((sum) => Math.abs(sum - 1))),
      explain: () => 'The four outputs of an image are no probabilities together: these sum to 1.',
    },
    {
      name: 'accuracy on the training images',
      reason: 'no-convergence',
      atLeast: 0.85,
      measure: ({ train, trainPredictions }) => rightShare(train, trainPredictions),
      explain: () => 'The network did not learn its training images. Does the loss fit the last layer?',
    },
    {
      name: 'accuracy on new images',
      reason: 'no-generalization',
      atLeast: 0.85,
      measure: ({ heldOut, predictions }) => rightShare(heldOut, predictions),
      explain: () => 'The network learned its training images, but not the shapes.',
    },
  ],
});

function shapes(seed: number, only: (typeof SHAPES)[number][]) {
  const { x, y } = datasets.shapes({ seed, perClass: 75, only });
  return { x, y: oneHot(y.values) };
}

function oneHot(labels: Float32Array) {
  const values = new Float32Array(labels.length * CLASSES);
  labels.forEach((label, row) => {
    values[row * CLASSES + label] = 1;
  });
  return { values, shape: [labels.length, CLASSES] };
}

/** Share of the images whose largest output is that of their class. */
function rightShare({ y }: LabelledRows, predictions: number[]): number {
  return accuracy(classesOf(y.values, CLASSES), classesOf(predictions, CLASSES));
}

/** The outputs of each held-out image together. */
function sums({ predictions }: TrainedRun): number[] {
  return Array.from({ length: predictions.length / CLASSES }, (_, row) =>
    predictions.slice(row * CLASSES, (row + 1) * CLASSES).reduce((sum, p) => sum + p, 0),
  );
}

import { trainingTask } from '@unstuck/grader/judge';
import { datasets } from 'unstuck/data';
import { accuracy } from 'unstuck/metrics';
import { generator } from 'unstuck/random';

/** Keeps the logarithm finite, as TensorFlow.js does. */
const EPSILON = 1e-7;

export const q2 = trainingTask({
  hooks: { required: ['buildModel', 'fitOptions'] },
  epochs: 4,
  batchSize: 800,
  data: (run) => {
    // Which stripes are called 1 is drawn anew, so that weights found elsewhere are worthless.
    const flip = generator(run)() < 0.5;
    return { train: stripes(2 * run + 1, 400, flip), heldOut: stripes(2 * run + 2, 200, flip) };
  },
  criteria: [
    {
      name: 'accuracy on unseen images',
      reason: 'no-generalization',
      atLeast: 0.9,
      measure: ({ heldOut, predictions }) => accuracy(heldOut.y.values, predictions, 0.5),
      explain: () =>
        'Which of the two is it: a network that cannot, or one that has not yet? Learn one batch by heart, and ' +
        'count the updates.',
    },
    {
      name: 'cross-entropy on unseen images',
      reason: 'no-convergence',
      atMost: 0.4,
      measure: ({ heldOut, predictions }) => crossEntropy(heldOut.y.values, predictions),
      explain: () => 'The network is right by a hair only. How many updates do four epochs make?',
    },
  ],
});

/** Pixels from 0 to 1. */
function stripes(seed: number, perClass: number, flip: boolean) {
  const { x, y } = datasets.gratings({ seed, perClass });
  const labels = flip ? y.values.map((label) => 1 - label) : y.values;
  return { x: { ...x, values: x.values.map((value) => value / 255) }, y: { ...y, values: labels } };
}

function crossEntropy(labels: Float32Array, predictions: number[]): number {
  const losses = predictions.map((p, i) => -Math.log(Math.max(EPSILON, labels[i] === 1 ? p : 1 - p)));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

import { type TrainedRun, trainingTask } from '@unstuck/grader/judge';
import { datasets } from 'unstuck/data';
import { accuracy } from 'unstuck/metrics';
import { generator } from 'unstuck/random';

/** Dense layers with something after them, besides the output. */
const HIDDEN = 6;

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
      name: 'dense layers before the output',
      reason: 'too-shallow',
      atLeast: HIDDEN,
      measure: ({ layers }: TrainedRun) => layers.filter(isTrainedDense).length - 1,
      explain: () => 'The question is how to train a deep network, not how to avoid one.',
    },
    {
      name: 'loss on the training images',
      reason: 'no-convergence',
      atMost: 0.35,
      measure: ({ train, trainPredictions }) => crossEntropy(train.y.values, trainPredictions),
      explain: () =>
        'A coin has 0.69: the network has hardly begun. How large is the gradient of its first layer?',
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

/** A frozen layer hands on what it is given, or loses it: nothing was trained through it. */
function isTrainedDense({ kind, config }: TrainedRun['layers'][number]): boolean {
  return kind === 'Dense' && config.trainable !== false;
}

function gratings(seed: number, flip: boolean) {
  const { x, y } = datasets.gratings({ seed, perClass: 100 });
  return { x, y: flip ? { ...y, values: y.values.map((label) => 1 - label) } : y };
}

/** Mean over the images; a probability of exactly 0 counts as the 0.0000001 at which the engine clips. */
function crossEntropy(labels: ArrayLike<number>, predictions: number[]): number {
  const losses = predictions.map((p, i) => -Math.log(Math.max(labels[i] === 1 ? p : 1 - p, 1e-7)));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

import { trainingTask } from '@unstuck/grader/judge';
import { datasets, type NdArray } from 'unstuck/data';
import { accuracy } from 'unstuck/metrics';
import { generator } from 'unstuck/random';

/** What is left of the contrast behind the fog. */
const CONTRAST = 0.03;

export const q2 = trainingTask({
  hooks: { required: ['preprocess', 'buildModel'], optional: ['resample', 'fitOptions'] },
  epochs: 8,
  batchSize: 32,
  data: (run) => {
    // Which stripes are called 1 is drawn anew, so that weights found elsewhere are worthless.
    const flip = generator(run)() < 0.5;
    return { train: stripes(2 * run + 1, 200, flip), heldOut: stripes(2 * run + 2, 100, flip) };
  },
  criteria: [
    {
      name: 'accuracy on unseen images of the good camera',
      reason: 'no-convergence',
      atLeast: 0.9,
      measure: ({ heldOut, predictions }) => halves(heldOut.y.values, predictions).good,
      explain: () => 'Even the good images are not told apart: the network did not learn from its training.',
    },
    {
      name: 'accuracy on unseen images of the washed-out camera',
      reason: 'no-generalization',
      atLeast: 0.9,
      measure: ({ heldOut, predictions }) => halves(heldOut.y.values, predictions).washedOut,
      explain: () =>
        'The stripes of the washed-out camera are lost beside the level of its images, or beside the larger stripes ' +
        'of the other camera. What must be taken away from each image, and by what must it be divided?',
    },
  ],
});

/** The first half of the rows is from the good camera, the second from the washed-out one. */
function stripes(seed: number, perClass: number, flip: boolean) {
  const { x, y } = datasets.gratings({ seed, perClass });
  const labels = flip ? y.values.map((label) => 1 - label) : y.values;
  return { x: washOutSecondHalf(x), y: { ...y, values: labels } };
}

function washOutSecondHalf({ values, shape }: NdArray): NdArray {
  const size = values.length / shape[0]!;
  const pixels = values.map(Math.round);
  for (let start = (shape[0]! / 2) * size; start < pixels.length; start += size) {
    const image = values.subarray(start, start + size);
    const mean = image.reduce((sum, value) => sum + value, 0) / size;
    pixels.set(
      image.map((value) => Math.round(mean + CONTRAST * (value - mean))),
      start,
    );
  }
  return { values: pixels, shape };
}

function halves(labels: Float32Array, predictions: number[]): { good: number; washedOut: number } {
  const middle = labels.length / 2;
  return {
    good: accuracy(labels.slice(0, middle), predictions.slice(0, middle), 0.5),
    washedOut: accuracy(labels.slice(middle), predictions.slice(middle), 0.5),
  };
}

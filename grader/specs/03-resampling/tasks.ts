import { type TrainedRun, trainingTask } from '@unstuck/grader/judge';
import { type Dataset, datasets } from 'unstuck/data';
import { balancedAccuracy, recall } from 'unstuck/metrics';
import { generator } from 'unstuck/random';

/** Values of an image, 12x12x3. */
const VALUES = 432;

export const q2 = trainingTask({
  hooks: { required: ['preprocess', 'resample', 'buildModel'] },
  epochs: 4,
  batchSize: 32,
  data: (run) => {
    // Whether rare discs are lighter or darker is drawn anew, so that weights found elsewhere are worthless.
    const means = [0, generator(run)() < 0.5 ? 36 : -36];
    return {
      train: inTwoColumns(datasets.spots({ seed: 2 * run + 1, counts: [1140, 60], means })),
      heldOut: inTwoColumns(datasets.spots({ seed: 2 * run + 2, counts: [600, 200], means })),
    };
  },
  criteria: [
    {
      name: 'balanced accuracy on new rows',
      reason: 'no-generalization',
      atLeast: 0.72,
      measure: (run) => balancedAccuracy(run.heldOut.y.values, called(run)),
      explain: (_value, run) => {
        const [common, rare] = recall(run.heldOut.y.values, called(run), { average: null }).map(percent);
        return `Of the new rows, ${rare} of the rare ones are called rare, and ${common} of the common ones common.`;
      },
    },
  ],
});

/** Mean level inside the disc and outside it, of each image: [images, 2]. */
function inTwoColumns({ x, y }: Dataset): Pick<Dataset, 'x' | 'y'> {
  const columns = Array.from({ length: VALUES }, (_, place) => outside(place));
  const counts = [0, 1].map((column) => columns.filter((of) => of === column).length);
  const values = new Float32Array(2 * y.values.length);
  x.values.forEach((value, i) => {
    const column = columns[i % VALUES]!;
    values[2 * Math.floor(i / VALUES) + column]! += value / counts[column]!;
  });
  return { x: { values, shape: [y.values.length, 2] }, y };
}

/** 0 for a value inside the disc, 1 for one outside. */
function outside(place: number): 0 | 1 {
  const pixel = Math.floor(place / 3);
  return Math.hypot((pixel % 12) - 5.5, Math.floor(pixel / 12) - 5.5) <= 3 ? 0 : 1;
}

function called({ predictions }: TrainedRun): number[] {
  return predictions.map((p) => (p > 0.5 ? 1 : 0));
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

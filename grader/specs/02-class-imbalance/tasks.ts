import { type TrainedRun, trainingTask } from '@unstuck/grader/judge';
import { datasets } from 'unstuck/data';
import { balancedAccuracy, recall } from 'unstuck/metrics';
import { generator } from 'unstuck/random';

export const q2 = trainingTask({
  hooks: { required: ['preprocess', 'buildModel'], optional: ['resample', 'fitOptions', 'threshold'] },
  epochs: 12,
  batchSize: 64,
  data: (run) => {
    // Whether rare discs are lighter or darker is drawn anew, so that weights found elsewhere are worthless.
    const means = [0, generator(run)() < 0.5 ? 29 : -29];
    return {
      train: datasets.spots({ seed: 2 * run + 1, counts: [1140, 60], means }),
      heldOut: datasets.spots({ seed: 2 * run + 2, counts: [1200, 400], means }),
    };
  },
  criteria: [
    {
      name: 'balanced accuracy on new images',
      reason: 'no-generalization',
      // Halfway between the worst right and the best wrong answer of an earlier draw: the recorded seeds are fresh.
      atLeast: 0.66,
      measure: (run) => balancedAccuracy(run.heldOut.y.values, called(run)),
      explain: (_value, run) => {
        const [common, rare] = recall(run.heldOut.y.values, called(run), { average: null }).map(percent);
        return `Of the new images, ${rare} of the rare ones are called rare, and ${common} of the common ones common.`;
      },
    },
  ],
});

function called({ predictions, threshold }: TrainedRun): number[] {
  return predictions.map((p) => (p > threshold ? 1 : 0));
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

import { trainingTask } from '@unstuck/grader/judge';
import { datasets } from 'unstuck/data';
import { accuracy } from 'unstuck/metrics';
import { generator } from 'unstuck/random';

/** Rows are in random order, so every fourth is a random choice; as in the lesson. */
const isWrong = (_: number, row: number) => row % 4 === 0;

export const q2 = trainingTask({
  hooks: { required: ['buildModel'], optional: ['fitOptions'] },
  epochs: 50,
  batchSize: 32,
  data: (run) => {
    // Which stripes are called 1 is drawn anew, so that weights found elsewhere are worthless.
    const flip = generator(run)() < 0.5;
    const train = stripes(2 * run + 1, 80, flip);
    const given = train.y.values.map((label, row) => (isWrong(label, row) ? 1 - label : label));
    return {
      train: { ...train, y: { ...train.y, values: given } },
      heldOut: stripes(2 * run + 2, 200, flip),
    };
  },
  criteria: [
    {
      name: 'accuracy on new images',
      reason: 'no-generalization',
      atLeast: 0.75,
      measure: ({ heldOut, predictions }) => accuracy(heldOut.y.values, predictions),
      explain: (_value, { train, trainPredictions }) => advice(accuracy(train.y.values, trainPredictions)),
    },
    {
      name: 'share of the wrongly labelled training images to which the network says the truth',
      reason: 'memorized-labels',
      atLeast: 0.5,
      measure: ({ train, trainPredictions }) =>
        1 - accuracy(train.y.values.filter(isWrong), trainPredictions.filter(isWrong)),
      explain: () => 'To the others it says the wrong label, which it can only have learned by heart.',
    },
  ],
});

function stripes(seed: number, perClass: number, flip: boolean) {
  const { x, y } = datasets.gratings({ seed, perClass, noise: 30 });
  const values = flip ? y.values.map((label) => 1 - label) : y.values;
  return { x: { ...x, values: x.values.map((value) => value / 255) }, y: { ...y, values } };
}

/** Three quarters of the training labels are true: who agrees with fewer has not even learned those. */
function advice(onTraining: number): string {
  const agrees = `The network agrees with ${Math.round(100 * onTraining)} % of the training labels, of which 75 % are true.`;
  return onTraining < 0.7
    ? `${agrees} It learned too little: is the cure too strong, or the training too short?`
    : `${agrees} It learned them without what they have in common.`;
}

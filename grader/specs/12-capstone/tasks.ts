import { classesOf, type LabelledRows, trainingTask } from '@unstuck/grader/judge';
import { datasets, type NdArray, takeRows } from 'unstuck/data';
import { accuracy, recall } from 'unstuck/metrics';
import { generator, permutation } from 'unstuck/random';

const CLASSES = 10;
/** Images of each class in the folder, and new ones of all classes together. */
const PER_CLASS = 40;
const NEW = 400;
/** Pixels a side of an original, and how many times as wide it is shown. */
const SIDE = 8;
const TIMES = 2;

export const q2 = trainingTask({
  hooks: { required: ['preprocess', 'buildModel'], optional: ['resample', 'fitOptions'] },
  epochs: 10,
  batchSize: 32,
  data: folder,
  criteria: [
    {
      name: 'accuracy on the images of the folder',
      reason: 'no-convergence',
      atLeast: 0.5,
      measure: ({ train, trainPredictions }) => rightShare(train, trainPredictions),
      explain: (_value, { input }) =>
        'The network did not learn its folder. Go through the checks from the first: the images with their labels, ' +
        `what the first layer sees (here ${short(input.min)} to ${short(input.max)}), the loss before training, one batch.`,
    },
    {
      name: 'share of right answers in the class that is found least, new images',
      reason: 'no-generalization',
      atLeast: 0.15,
      measure: ({ heldOut, predictions }) =>
        Math.min(
          ...recall(classesOf(heldOut.y.values, CLASSES), classesOf(predictions, CLASSES), { average: null }),
        ),
      explain: () => 'One class is hardly ever found. Is it among the images that the network is trained on?',
    },
    {
      name: 'accuracy on new images',
      reason: 'no-generalization',
      atLeast: 0.83,
      measure: ({ heldOut, predictions }) => rightShare(heldOut, predictions),
      explain: () => 'The network learned its folder, but not the digits.',
    },
  ],
});

/** A folder of digits, sorted by class, and new ones. Which digit has which number is drawn anew. */
function folder(run: number): { train: LabelledRows; heldOut: LabelledRows } {
  const { x, y } = datasets.digits({ seed: run, only: permutation(CLASSES, generator(run)) });
  const rows = [...y.values.keys()];
  const sorted = Array.from({ length: CLASSES }, (_, label) =>
    rows.filter((row) => y.values[row] === label).slice(0, PER_CLASS),
  ).flat();
  const taken = new Set(sorted);
  const fresh = rows.filter((row) => !taken.has(row)).slice(0, NEW);
  const part = (chosen: number[]) => ({
    x: enlarged(takeRows(x, chosen)),
    y: oneHot(chosen.map((row) => y.values[row]!)),
  });
  return { train: part(sorted), heldOut: part(fresh) };
}

/** Each of the 8 by 8 pixels, 0 to 16, becomes four of 0 to 255. */
function enlarged({ values, shape: [count] }: NdArray): NdArray {
  const side = SIDE * TIMES;
  const pixels = Float32Array.from({ length: count! * side * side }, (_, i) => {
    const [image, row, column] = [Math.floor(i / (side * side)), Math.floor(i / side) % side, i % side];
    const at = (image * SIDE + Math.floor(row / TIMES)) * SIDE + Math.floor(column / TIMES);
    return Math.round((values[at]! * 255) / 16);
  });
  return { values: pixels, shape: [count!, side, side, 1] };
}

function oneHot(labels: number[]): NdArray {
  const values = new Float32Array(labels.length * CLASSES);
  labels.forEach((label, row) => {
    values[row * CLASSES + label] = 1;
  });
  return { values, shape: [labels.length, CLASSES] };
}

function rightShare({ y }: LabelledRows, predictions: number[]): number {
  return accuracy(classesOf(y.values, CLASSES), classesOf(predictions, CLASSES));
}

function short(value: number): number {
  return Number(value.toPrecision(3));
}

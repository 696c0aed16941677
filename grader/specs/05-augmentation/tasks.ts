import { trainingTask } from '@unstuck/grader/judge';
import { datasets, type NdArray, takeRows } from 'unstuck/data';
import { ImageDataGenerator } from 'unstuck/data/images';
import { accuracy } from 'unstuck/metrics';
import { generator } from 'unstuck/random';

const SIDE = 16;
const PER_CLASS = { studio: 30, field: 500 };

/** As in the lesson. */
const field = new ImageDataGenerator({ rotationRange: 20, widthShiftRange: 0.25, heightShiftRange: 0.25 });

export const q2 = trainingTask({
  hooks: { required: ['augment', 'buildModel'] },
  epochs: 60,
  batchSize: 16,
  data: (run) => {
    // Which direction is called 1 is drawn anew, so that weights found elsewhere are worthless.
    const right = generator(run)() < 0.5 ? 1 : 0;
    return {
      train: arrows(2 * run + 1, PER_CLASS.studio, right, (image) => image),
      heldOut: arrows(2 * run + 2, PER_CLASS.field, right, (image, row) =>
        field.randomTransform(image, 1000 * run + row),
      ),
    };
  },
  criteria: [
    {
      name: 'accuracy in the field',
      reason: 'no-generalization',
      atLeast: 0.86,
      measure: ({ heldOut, predictions }) => accuracy(heldOut.y.values, predictions),
      explain: (_value, { train, trainPredictions }) => advice(accuracy(train.y.values, trainPredictions)),
    },
  ],
});

/** Triangles turned to the left and, every second one, to the right; pixels from 0 to 1. */
function arrows(
  seed: number,
  perClass: number,
  right: number,
  change: (image: NdArray, row: number) => NdArray,
) {
  const { x } = datasets.shapes({ seed, only: ['triangle'], perClass: 2 * perClass, noise: 5 });
  const values = new Float32Array(x.values.length);
  const labels = Float32Array.from({ length: 2 * perClass }, (_, row) => (row % 2 === 1 ? right : 1 - right));
  for (let row = 0; row < labels.length; row++) {
    const image = change(turned(takeRows(x, [row]).values, row % 2 === 1), row);
    values.set(
      image.values.map((value) => value / 255),
      row * image.values.length,
    );
  }
  return { x: { values, shape: x.shape }, y: { values: labels, shape: [labels.length, 1] } };
}

/** A triangle that points up, turned aside: its rows become columns. */
function turned(up: Float32Array, toTheRight: boolean): NdArray {
  const values = up.map((_, at) => {
    const [channel, column, row] = [at % 3, Math.floor(at / 3) % SIDE, Math.floor(at / 3 / SIDE)];
    return up[((toTheRight ? SIDE - 1 - column : column) * SIDE + row) * 3 + channel]!;
  });
  return { values, shape: [SIDE, SIDE, 3] };
}

function advice(inTheStudio: number): string {
  return inTheStudio > 0.9
    ? 'In the studio it is right: it was not shown enough of what the field looks like.'
    : 'It is not even right on the untouched studio images. Is a changed image still what its label says?';
}

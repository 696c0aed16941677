import { datasets, ImageDataGenerator, type ImageDataGeneratorOptions, tf, toTensor } from 'unstuck';
import type { NdArray } from 'unstuck/data';
import type { Experiment } from '../experiment';
import { choices, sayBinary } from './rows';
import { forTwoClasses, smallCnn } from './small-cnn';

const CLASSES = ['left', 'right'];
const FIELD = { rotationRange: 20, widthShiftRange: 0.25, heightShiftRange: 0.25 };

/** The lesson's arrows: a studio, the field, and transforms that supply what the studio does not show. */
export const experiment: Experiment = {
  says: 'Sixty arrows from a studio. The new images are from the field, where arrows are turned and moved. The mended network sees the studio transformed, anew in every epoch.',
  names: { broken: 'the studio as it is', fixed: 'augmented' },
  controls: {
    rotation: { label: 'Turned by, degrees', side: 'fixed', values: choices(0, 20, 180), initial: 20 },
    shift: { label: 'Moved by, share', side: 'fixed', values: choices(0, 0.1, 0.25, 0.5), initial: 0.25 },
    flip: { label: 'Flipped sideways', side: 'fixed', values: choices([0, 'no'], [1, 'yes']), initial: 0 },
  },
  expected: { metric: 'val_acc', broken: { most: 0.9 }, fixed: { least: 0.92 } },
  prepare(side, { rotation = 20, shift = 0.25, flip = 0 }, seed) {
    const studio = arrows(seed, 30);
    const newStudio = arrows(seed + 1, 100);
    const field = transformed(newStudio.x, FIELD);
    const options = {
      rotationRange: rotation,
      widthShiftRange: shift,
      heightShiftRange: shift,
      horizontalFlip: flip === 1,
    };
    // `fit` cuts its batches out of whatever this variable holds at that moment.
    const x = tf.variable(
      tf.tidy(() => scaled(studio.x)),
      false,
    );
    const onEpochBegin = async () => tf.tidy(() => x.assign(scaled(transformed(studio.x, options))));
    return {
      x,
      y: studio.y,
      validation: { x: tf.tidy(() => scaled(field)), y: newStudio.y },
      images: firstEight(field),
      labels: Array.from({ length: 8 }, (_, row) => CLASSES[row % 2]!),
      say: sayBinary(CLASSES),
      model: forTwoClasses(smallCnn({ inputShape: [16, 16, 3], dense: [32] }), tf.train.adam(0.005)),
      epochs: 60,
      batchSize: 16,
      callbacks: side === 'fixed' ? [{ onEpochBegin }] : [],
    };
  },
};

/** Arrows to the left (0) and to the right (1), by turns. */
function arrows(n: number, perClass: number): { x: tf.Tensor; y: tf.Tensor } {
  const triangles = datasets.shapes({ seed: n, only: ['triangle'], perClass: 2 * perClass, noise: 5 });
  const x = tf.tidy(() => {
    // They point up. Rows and columns exchanged, they point to the left.
    const left = toTensor(triangles.x).transpose([0, 2, 1, 3]);
    return tf.stack(tf.unstack(left).map((image, row) => (row % 2 === 1 ? image.reverse(1) : image)));
  });
  const labels = Float32Array.from({ length: 2 * perClass }, (_, row) => row % 2);
  return { x, y: toTensor({ values: labels, shape: [2 * perClass, 1] }) };
}

/** Each image with a transform of its own. */
function transformed(images: tf.Tensor, options: ImageDataGeneratorOptions): tf.Tensor {
  const generator = new ImageDataGenerator(options);
  return tf.tidy(() => tf.stack(tf.unstack(images).map((image) => generator.randomTransform(image))));
}

function scaled(x: tf.Tensor): tf.Tensor {
  return x.div(64).sub(2);
}

function firstEight(x: tf.Tensor): NdArray {
  const values = tf.tidy(() => x.slice(0, 8).dataSync() as Float32Array);
  return { values, shape: [8, ...x.shape.slice(1)] };
}

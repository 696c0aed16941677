import * as tf from '@tensorflow/tfjs';
import { ready } from '../../engine';
import { seed } from '../../random';
import {
  BorderlineSmote,
  EditedNearestNeighbours,
  GaussianNoise,
  NearMiss,
  RandomOverSampler,
  RandomUnderSampler,
  Smote,
  SmoteTomek,
  TomekLinks,
} from './index';

const SAMPLERS = {
  Smote: new Smote({ kNeighbors: 2 }),
  BorderlineSmote: new BorderlineSmote({ kNeighbors: 2, mNeighbors: 4 }),
  SmoteTomek: new SmoteTomek({ smote: new Smote({ kNeighbors: 2 }) }),
  TomekLinks: new TomekLinks(),
  EditedNearestNeighbours: new EditedNearestNeighbours(),
  NearMiss: new NearMiss(),
  RandomUnderSampler: new RandomUnderSampler(),
  RandomOverSampler: new RandomOverSampler(),
  GaussianNoise: new GaussianNoise(),
};

const x = [
  [0, 1],
  [1, 0],
  [2, 2],
  [3, 1],
  [2.5, 0],
  [4, 4],
  [5, 3],
  [2, 1],
  [3.5, 3],
  [1.5, 1],
];
const y = [0, 0, 0, 0, 0, 1, 1, 1, 1, 0];

beforeAll(async () => {
  await ready();
});

/** Runs a sampler twice alike. */
function seeded<R>(run: () => R): R {
  seed(7);
  return run();
}

describe.each(Object.entries(SAMPLERS))('%s gives back the forms that came in', (_, sampler) => {
  const nested = () => seeded(() => sampler.fitResample(x, y));

  test('values with a shape, in single and double precision, and typed labels', () => {
    const { x: rows, y: labels } = nested();
    const shape = [10, 2];
    const double = seeded(() =>
      sampler.fitResample({ values: Float64Array.from(x.flat()), shape }, Int32Array.from(y)),
    );
    expect(double.x).toEqual({ values: Float64Array.from(rows.flat()), shape: [rows.length, 2] });
    expect(double.y).toEqual(Int32Array.from(labels));
    const single = seeded(() =>
      sampler.fitResample({ values: Float32Array.from(x.flat()), shape }, Uint8Array.from(y)),
    );
    expect(single.x).toEqual({ values: Float32Array.from(rows.flat()), shape: [rows.length, 2] });
    expect(single.y).toEqual(Uint8Array.from(labels));
  });

  test('columns and one-hot rows of labels', () => {
    const { y: labels } = nested();
    const column = seeded(() =>
      sampler.fitResample(
        x,
        y.map((label) => [label]),
      ),
    );
    expect(column.y).toEqual(labels.map((label) => [label]));
    const oneHot = (values: number[]) => values.map((label) => [0, 1 - label, label]);
    expect(seeded(() => sampler.fitResample(x, oneHot(y))).y).toEqual(oneHot(labels));
  });

  test('tensors, of which only the result is left', () => {
    const { x: rows, y: labels } = nested();
    const before = tf.memory().numTensors;
    const given = [tf.tensor2d(x), tf.tensor1d(y, 'int32')] as const;
    const made = seeded(() => sampler.fitResample(...given));
    expect(made.x.arraySync()).toEqual(rows.map((row) => Array.from(Float32Array.from(row))));
    expect([made.y.dtype, made.y.arraySync()]).toEqual(['int32', labels]);
    expect(tf.memory().numTensors).toBe(before + 4);
    tf.dispose([...given, made.x, made.y]);
  });

  test('one-hot tensors, of their dtype', () => {
    const before = tf.memory().numTensors;
    const given = tf.tidy(() => tf.oneHot(y, 2));
    const made = seeded(() => sampler.fitResample(x, given));
    expect(made.y.dtype).toBe(given.dtype);
    expect(made.y.argMax(1).arraySync()).toEqual(nested().y);
    expect(tf.memory().numTensors).toBe(before + 3);
    tf.disposeVariables();
  });

  test('the same seed gives the same rows, and the input stays as it was', () => {
    const copy = structuredClone({ x, y });
    expect(nested()).toEqual(nested());
    expect({ x, y }).toEqual(copy);
  });
});

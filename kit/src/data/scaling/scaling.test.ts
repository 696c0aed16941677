import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expectClose } from '../../close.fixture';
import { ready } from '../../engine';
import { golden } from '../../golden.fixture';
import { MinMaxScaler, perImageStandardization, RobustScaler, StandardScaler } from '.';
import { normalQuantile } from './normal-quantile';

interface ScalerCase {
  name: string;
  kind: 'StandardScaler' | 'MinMaxScaler' | 'RobustScaler';
  options: object;
  batches: number[][][];
  weights?: number[][];
  x: number[][];
  learned: Record<string, number | number[]>;
  transformed: number[][];
  inverted: number[][];
}

interface ImageCase {
  name: string;
  shape: number[];
  values: number[];
  expected: number[];
}

const reference = golden<{
  scalers: ScalerCase[];
  images: ImageCase[];
  normalQuantile: { p: number[]; quantile: number[] };
}>('scaling');
const classes = { StandardScaler, MinMaxScaler, RobustScaler };
const kinds = Object.values(classes);

beforeAll(async () => {
  await ready();
});

function fitted({
  kind,
  options,
  batches,
  weights,
}: ScalerCase): StandardScaler | MinMaxScaler | RobustScaler {
  const scaler = new classes[kind](options);
  if (batches.length === 1) return (scaler as StandardScaler).fit(batches[0]!, weights?.[0]);
  batches.forEach((batch, i) => {
    (scaler as StandardScaler).partialFit(batch, weights?.[i]);
  });
  return scaler;
}

test.each(reference.scalers)('$name: as scikit-learn', (given) => {
  const scaler = fitted(given);
  for (const [name, expected] of Object.entries(given.learned))
    expectClose(scaler[name as keyof typeof scaler], expected);
  expectClose(scaler.transform(given.x), given.transformed);
  expectClose(scaler.inverseTransform(given.x), given.inverted);
});

test.each(reference.scalers)('$name: read back from JSON, it scales alike', (given) => {
  const scaler = fitted(given);
  const copy = classes[given.kind].fromJSON(JSON.stringify(scaler));
  expect(copy.transform(given.x)).toEqual(scaler.transform(given.x));
  expect(copy.toJSON()).toEqual(scaler.toJSON());
});

test.each(reference.images)(
  '$name: standardized as TensorFlow does, within float32',
  ({ shape, values, expected }) => {
    const images = { values: Float32Array.from(values), shape };
    const result = perImageStandardization(images);
    expect(result.shape).toEqual(shape);
    // Where float32 cannot tell the mean of 100 ± 0.001 any better.
    expectClose(result.values, expected, 1e-4, 1);
  },
);

test('quantiles of the normal distribution agree with SciPy to 13 digits', () => {
  const { p, quantile } = reference.normalQuantile;
  expectClose(p.map(normalQuantile), quantile, 1e-13);
});

test('the examples of the docstrings', () => {
  const standard = new StandardScaler();
  expect(
    standard.fitTransform([
      [0, 10],
      [2, 30],
    ]),
  ).toEqual([
    [-1, -1],
    [1, 1],
  ]);
  expect(standard.transform([[1, 40]])).toEqual([[0, 2]]);
  expect(standard.inverseTransform([[0, 2]])).toEqual([[1, 40]]);
  const minMax = new MinMaxScaler();
  expect(
    minMax.fitTransform([
      [0, 10],
      [4, 30],
    ]),
  ).toEqual([
    [0, 0],
    [1, 1],
  ]);
  expect(minMax.transform([[2, 40]])).toEqual([[0.5, 1.5]]);
  expect(minMax.inverseTransform([[0.5, 1.5]])).toEqual([[2, 40]]);
  const robust = new RobustScaler();
  expect(robust.fitTransform([[1], [2], [3], [4], [1000]])).toEqual([[-1], [-0.5], [0], [0.5], [498.5]]);
  expect(perImageStandardization([[[0], [2]]])).toEqual([[[-1], [1]]]);
});

const cell = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const rows = fc
  .integer({ min: 1, max: 4 })
  .chain((n) => fc.array(fc.array(cell, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 12 }));

test.each(kinds)('%p: inverseTransform undoes transform, and the input stays as it was', (Kind) => {
  fc.assert(
    fc.property(rows, (x) => {
      const before = structuredClone(x);
      const scaler = new Kind().fit(x);
      // A spread as small as rounding turns the values' own rounding into errors of their size.
      const size = Math.max(...x.flat().map(Math.abs), 1e-300);
      expectClose(scaler.inverseTransform(scaler.transform(x)), x, 1e-9, size);
      expect(x).toEqual(before);
    }),
  );
});

test.each(kinds)('%p: fitTransform is fit and then transform', (Kind) => {
  fc.assert(
    fc.property(rows, (x) => expect(new Kind().fitTransform(x)).toEqual(new Kind().fit(x).transform(x))),
  );
});

test('batches give what one fit gives', () => {
  fc.assert(
    fc.property(rows, fc.nat({ max: 11 }), (x, cut) => {
      const at = Math.min(cut, x.length - 1);
      const parts = [x.slice(0, at), x.slice(at)].filter((part) => part.length > 0);
      const whole = new StandardScaler().fit(x);
      const joined = parts.reduce((scaler, part) => scaler.partialFit(part), new StandardScaler());
      const size = Math.max(...x.flat().map(Math.abs), 1e-150);
      expectClose(joined.mean, whole.mean, 1e-9, size);
      expectClose(joined.variance, whole.variance, 1e-9, size ** 2);
    }),
  );
});

test('rows that all weigh 1 give, to the last bit, what rows without weights give', () => {
  fc.assert(
    fc.property(rows, (x) => {
      const weighted = new StandardScaler().fit(
        x,
        x.map(() => 1),
      );
      expect(new StandardScaler().fit(x).toJSON()).toEqual(weighted.toJSON());
    }),
  );
});

test.each(kinds)('%p: tensors, typed arrays and nested arrays scale alike and leave as they came', (Kind) => {
  const before = tf.memory().numTensors;
  const nested = [
    [1, 2],
    [3, 5],
    [4, 9],
  ];
  const x = tf.tensor2d(nested);
  const values = new Float32Array(nested.flat());
  const scaler = new Kind().fit(x);
  const [a, b, c] = [
    scaler.transform(nested),
    scaler.transform({ values, shape: [3, 2] }),
    scaler.transform(x),
  ];
  expectClose(b.values, a, 1e-6);
  expectClose(c.arraySync(), a, 1e-6);
  expect([b.values.constructor, b.shape, c.shape]).toEqual([Float32Array, [3, 2], [3, 2]]);
  tf.dispose([x, c]);
  expect([...values]).toEqual(nested.flat());
  expect(tf.memory().numTensors).toBe(before);
});

test.each(kinds)('%p: use before fit is an error that says so', (Kind) => {
  const scaler = new Kind();
  for (const method of ['transform', 'inverseTransform'] as const)
    expect(() => scaler[method]([[1]])).toThrow(
      `${Kind.name}.${method}: this ${Kind.name} is not fitted yet; call fit or fitTransform with the training rows first`,
    );
  expect(() => scaler.scale).toThrow(`${Kind.name}.scale: this ${Kind.name} is not fitted yet`);
  expect(Kind.fromJSON(scaler.toJSON()).toJSON()).toEqual({ ...scaler.toJSON(), fitted: null });
});

test.each(kinds)('%p: another number of features, images, and infinities are refused', (Kind) => {
  const scaler = new Kind().fit([
    [1, 2],
    [3, 4],
  ]);
  const tooMany = `${Kind.name}.transform: x has 3 features, but the scaler was fitted with 2; pass the same`;
  expect(() => scaler.transform([[1, 2, 3]])).toThrow(tooMany);
  expect(() => scaler.inverseTransform([[1]])).toThrow('x has 1 features, but the scaler was fitted with 2');
  expect(() => scaler.fit({ values: new Float32Array(12), shape: [1, 2, 2, 3] })).toThrow(
    `${Kind.name}.fit: x: expected rows of features [rows, columns] as nested arrays, values with a shape, or a tensor; got 12 values of shape [1,2,2,3]. Reshape it`,
  );
  expect(() => scaler.fit([[1, Infinity]])).toThrow(
    `${Kind.name}.fit: x: expected finite numbers or NaN, got Infinity in row 0, column 1`,
  );
  expect(() => scaler.fit([])).toThrow('expected at least one row and one column');
});

test('partialFit refuses another number of features than before', () => {
  const message = 'partialFit: x has 1 features, but the scaler was fitted with 2';
  expect(() => new StandardScaler().fit([[1, 2]]).partialFit([[1]])).toThrow(message);
  expect(() => new MinMaxScaler().fit([[1, 2]]).partialFit([[1]])).toThrow(message);
});

test('options and weights that make no sense are refused', () => {
  expect(() => new MinMaxScaler({ featureRange: [1, 1] })).toThrow(
    'MinMaxScaler: featureRange: expected [low, high] with low < high, got [1,1]',
  );
  expect(() => new RobustScaler({ quantileRange: [25, 101] })).toThrow(
    'RobustScaler: quantileRange: expected [low, high] with 0 <= low <= high <= 100, got [25,101]',
  );
  expect(() => new StandardScaler().fit([[1], [2]], [1])).toThrow(
    'StandardScaler.fit: sampleWeight: expected a weight for each of 2 rows, got 1',
  );
});

test('a parameter that the options turn off says so', () => {
  expect(() => new StandardScaler({ withStd: false }).fit([[1]]).scale).toThrow(
    'StandardScaler.scale: not learned, because the options turn it off',
  );
});

test.each([
  [
    { scaler: 'MinMaxScaler', options: {}, fitted: null },
    'expected what StandardScaler.toJSON wrote, got "MinMaxScaler"',
  ],
  [{ a: 1 }, 'expected what StandardScaler.toJSON wrote, got an object with keys a'],
  [
    { scaler: 'StandardScaler', options: {}, fitted: { features: 0 } },
    'expected a number of features, got 0',
  ],
  [
    { scaler: 'StandardScaler', options: {}, fitted: { features: 2, parameters: { seen: [1, 2] } } },
    'expected mean among the fitted parameters, got seen',
  ],
  [
    { scaler: 'StandardScaler', options: {}, fitted: { features: 2, parameters: { seen: [1, null] } } },
    'StandardScaler.fromJSON: seen: expected 2 numbers, got [1,null]',
  ],
])('JSON that is not a StandardScaler is refused: %j', (json, message) => {
  expect(() => StandardScaler.fromJSON(json as never)).toThrow(message);
});

test('images of another rank, ragged or empty in a side are refused', () => {
  expect(() => perImageStandardization([[1, 2]])).toThrow(
    'perImageStandardization: images: expected [height, width, channels] or [images, height, width, channels], got an array of shape [1,2]',
  );
  expect(() => perImageStandardization([[[1], [2]], [[1]]])).toThrow(
    'expected arrays of 2 alike, got an array of shape [1,1]',
  );
  expect(() => perImageStandardization({ values: new Float32Array(0), shape: [2, 0, 3, 1] })).toThrow(
    '[2,0,3,1]',
  );
  expect(() => perImageStandardization([[['a']]] as never)).toThrow('expected numbers, got "a"');
});

test('images keep form and rank, and no tensor is left behind', () => {
  const before = tf.memory().numTensors;
  const images = tf.randomUniform([2, 3, 3, 1], 0, 255);
  const result = perImageStandardization(images);
  const nested = perImageStandardization(images.arraySync() as number[][][][]);
  expect(result.shape).toEqual([2, 3, 3, 1]);
  expectClose(result.arraySync(), nested, 1e-6, 1);
  tf.dispose([images, result]);
  expect(tf.memory().numTensors).toBe(before);
});

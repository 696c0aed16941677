import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { ready } from '../../engine';
import { seed } from '../../random';
import type { ImageDataGeneratorOptions } from './generator-options';
import { ImageDataGenerator } from './image-data-generator';

beforeAll(async () => {
  await ready();
});

let warn: jest.SpyInstance;
beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => {
  warn.mockRestore();
});

const images = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.constantFrom(1, 3, 4))
  .chain((shape) =>
    fc.record({
      shape: fc.constant([...shape] as number[]),
      values: fc
        .array(fc.integer({ min: 0, max: 255 }), {
          minLength: shape[0] * shape[1] * shape[2],
          maxLength: shape[0] * shape[1] * shape[2],
        })
        .map((values) => Float32Array.from(values)),
    }),
  );

const everything: ImageDataGeneratorOptions = {
  rotationRange: 40,
  widthShiftRange: 0.3,
  heightShiftRange: 2,
  shearRange: 20,
  zoomRange: 0.4,
  channelShiftRange: 30,
  brightnessRange: [0.5, 1.5],
  horizontalFlip: true,
  verticalFlip: true,
  rescale: 1 / 255,
  samplewiseCenter: true,
};

test('ranges of zero are the identity', () => {
  fc.assert(
    fc.property(images, (image) => {
      expect(new ImageDataGenerator().randomTransform(image)).toEqual(image);
    }),
  );
});

test('a flip twice is the identity', () => {
  const generator = new ImageDataGenerator();
  fc.assert(
    fc.property(images, fc.boolean(), (image, flipHorizontal) => {
      const parameters = { flipHorizontal, flipVertical: !flipHorizontal };
      const once = generator.applyTransform(image, parameters);
      expect(generator.applyTransform(once, parameters)).toEqual(image);
    }),
  );
});

test('a transform keeps the shape, stays in the range of the image, and does not change its input', () => {
  const modes = fc.constantFrom('nearest', 'reflect', 'wrap') as fc.Arbitrary<'nearest'>;
  fc.assert(
    fc.property(images, modes, fc.constantFrom(0 as const, 1 as const), (image, fillMode, order) => {
      const { rescale: _, brightnessRange: __, samplewiseCenter: ___, ...options } = everything;
      const generator = new ImageDataGenerator({ ...options, fillMode, interpolationOrder: order });
      const before = image.values.slice();
      const { values, shape } = generator.randomTransform(image);
      expect(shape).toEqual(image.shape);
      expect(image.values).toEqual(before);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.min(...before) - 1e-4);
      expect(Math.max(...values)).toBeLessThanOrEqual(Math.max(...before) + 1e-4);
    }),
  );
});

test('drawn parameters stay in their ranges and follow the seed', () => {
  const generator = new ImageDataGenerator(everything);
  seed(3);
  const drawn = Array.from({ length: 300 }, () => generator.getRandomTransform([20, 10, 3]));
  seed(3);
  expect(generator.getRandomTransform([20, 10, 3])).toEqual(drawn[0]);
  for (const { theta, tx, ty, shear, zx, zy, channelShiftIntensity, brightness } of drawn) {
    expect(Math.abs(theta)).toBeLessThanOrEqual(40);
    expect([-1, 0, 1]).toContain(tx);
    expect(Math.abs(ty)).toBeLessThanOrEqual(3);
    expect(Math.abs(shear)).toBeLessThanOrEqual(20);
    for (const zoom of [zx, zy]) expect(Math.abs(zoom - 1)).toBeLessThanOrEqual(0.4);
    expect(Math.abs(channelShiftIntensity!)).toBeLessThanOrEqual(30);
    expect(Math.abs(brightness! - 1)).toBeLessThanOrEqual(0.5);
  }
  const share = drawn.filter(({ flipVertical }) => flipVertical).length / 300;
  expect(Math.abs(share - 0.5)).toBeLessThan(0.15);
  expect(drawn.some(({ zx, zy }) => zx !== zy)).toBe(true);
});

test('a seed draws one transform alone', () => {
  const generator = new ImageDataGenerator(everything);
  const image = { values: Float32Array.from({ length: 48 }, (_, i) => i), shape: [4, 4, 3] };
  expect(generator.getRandomTransform([4, 4, 3], 7)).toEqual(generator.getRandomTransform([4, 4, 3], 7));
  expect(generator.randomTransform(image, 7)).toEqual(generator.randomTransform(image, 7));
  expect(generator.randomTransform(image, 7)).not.toEqual(generator.randomTransform(image, 8));
});

test('the result has the form of the input, for one image and for a stack', () => {
  const nested = [[[255], [0]]];
  const tensor = tf.tensor3d(nested);
  const before = tf.memory().numTensors;
  const generator = new ImageDataGenerator({ rescale: 1 / 255 });
  const standardized = generator.standardize(tensor);
  const flipped = generator.applyTransform(tensor, { flipHorizontal: true });
  expect(flipped.arraySync()).toEqual([[[0], [255]]]);
  expect(standardized.arraySync()).toEqual([[[1], [0]]]);
  expect(generator.standardize([nested, nested])).toEqual([[[[1], [0]]], [[[1], [0]]]]);
  expect(generator.standardize({ values: Float64Array.of(255, 0), shape: [1, 1, 2, 1] })).toEqual({
    values: Float32Array.of(1, 0),
    shape: [1, 1, 2, 1],
  });
  tf.dispose([standardized, flipped]);
  expect(tf.memory().numTensors).toBe(before);
  tensor.dispose();
});

test('the examples of the docstrings', () => {
  expect(new ImageDataGenerator().applyTransform([[[1], [2]]], { flipHorizontal: true })).toEqual([
    [[2], [1]],
  ]);
  expect(new ImageDataGenerator({ rescale: 1 / 255 }).standardize([[[255], [0]]])).toEqual([[[1], [0]]]);
  const parameters = new ImageDataGenerator({ rotationRange: 40 }).getRandomTransform([16, 16, 3], 1);
  expect(Math.abs(parameters.theta)).toBeLessThan(40);
});

test('fit learns mean and deviation of the training images, and standardizing before is an error', () => {
  const generator = new ImageDataGenerator({ featurewiseStdNormalization: true });
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('needs featurewiseCenter'));
  expect([generator.mean, generator.std]).toEqual([undefined, undefined]);
  expect(() => generator.standardize([[[1]]])).toThrow(
    'featurewiseCenter: not fitted yet; call fit with the training images first',
  );
  generator.fit([[[[0]]], [[[4]]]]);
  expect([generator.mean, generator.std]).toEqual([[2], [2]]);
  expect((generator.standardize([[[4]]]) as number[][][])[0]![0]![0]).toBeCloseTo(1, 5);
  expect(() => generator.standardize([[[1, 2, 3]]])).toThrow('fitted on 1 channels, got an image of 3');
});

test('whitening of training images leaves them uncorrelated, with variance 1', () => {
  const draws = Array.from({ length: 64 }, (_, i) => [Math.sin(i * i), Math.cos(3 * i * i)]);
  const x = draws.map(([a, b]) => [[[a! + b!], [a! - 2 * b!]]]);
  const generator = new ImageDataGenerator({ zcaWhitening: true });
  generator.fit(x);
  const white = (generator.standardize(x) as number[][][][]).map((image) => image.flat(2));
  const product = (i: number, j: number) => white.reduce((sum, row) => sum + row[i]! * row[j]!, 0) / 64;
  expect(product(0, 0)).toBeCloseTo(1, 4);
  expect(product(1, 1)).toBeCloseTo(1, 4);
  expect(product(0, 1)).toBeCloseTo(0, 4);
});

test('whitening leaves directions alone in which the training images do not vary', () => {
  const generator = new ImageDataGenerator({ zcaWhitening: true });
  generator.fit([[[[1, 5]]], [[[3, 5]]]]);
  const white = (generator.standardize([[[3, 900]]]) as number[][][]).flat(2);
  expect(white[0]).toBeCloseTo(1, 5);
  expect(white[1]).toBe(0);
  expect(() =>
    generator.standardize([
      [
        [1, 2],
        [3, 4],
      ],
    ]),
  ).toThrow('fitted on images of 2 values, got one of 4; fit again');
});

test('a preprocessing function sees each image after the transform and before rescale', () => {
  const generator = new ImageDataGenerator({
    rescale: 0.5,
    preprocessingFunction: ({ values, shape }) => ({ values: values.map((value) => value + 10), shape }),
  });
  expect(generator.standardize([[[[1], [2]]], [[[3], [4]]]])).toEqual([[[[5.5], [6]]], [[[6.5], [7]]]]);
  const wrong = new ImageDataGenerator({
    preprocessingFunction: () => ({ values: new Float32Array(1), shape: [1] }),
  });
  expect(() => wrong.standardize([[[1], [2]]])).toThrow(
    'preprocessingFunction: expected { values, shape: [1,2,1] } back, got shape [1]; it must keep the shape',
  );
});

test.each([
  [{ rotation_range: 20 }, 'rotation_range: there is no such option; did you mean rotationRange?'],
  [{ rotate: 20 }, 'rotate: there is no such option; known are featurewiseCenter'],
  [{ rotationRange: -5 }, 'rotationRange: expected a number >= 0, got -5'],
  [{ shearRange: Number.NaN }, 'shearRange: expected a number >= 0, got NaN'],
  [
    { widthShiftRange: [] },
    'widthShiftRange: expected a number >= 0 or a list of numbers, got an array of shape [0]',
  ],
  [{ heightShiftRange: -1 }, 'heightShiftRange: expected a number >= 0 or a list of numbers, got -1'],
  [{ zoomRange: [0.5] }, 'zoomRange: expected a number or two numbers, got an array of shape [1]'],
  [{ brightnessRange: 0.5 }, 'brightnessRange: expected two numbers, as [0.8, 1.2], got 0.5'],
  [{ fillMode: 'mirror' }, 'fillMode: expected one of nearest, constant, reflect, wrap, got "mirror"'],
  [{ cval: '0' }, 'cval: expected a number, got "0"'],
  [
    { interpolationOrder: 3 },
    'interpolationOrder: expected 0 or 1 (the splines of orders 2 to 5 are not there), got 3',
  ],
  [{ validationSplit: 1 }, 'validationSplit: expected a fraction from 0 up to, but not, 1, got 1'],
  [{ horizontalFlip: 1 }, 'horizontalFlip: expected true or false, got 1'],
  [
    { preprocessingFunction: 'grey' },
    'preprocessingFunction: expected a function that takes an image and returns one, got "grey"',
  ],
  [{ rescale: '1/255' }, 'rescale: expected a number, as 1 / 255, got "1/255"'],
])('options %j are refused by name', (options, message) => {
  expect(() => new ImageDataGenerator(options as never)).toThrow(`ImageDataGenerator: ${message}`);
});

test.each([
  [
    'applyTransform of a stack',
    (g: ImageDataGenerator) => g.applyTransform([[[[1]]]], {}),
    'applyTransform: x: expected one image [height, width, channels] of at least one value, got an array of shape [1,1,1,1]',
  ],
  [
    'standardize of a row',
    (g: ImageDataGenerator) => g.standardize([1, 2]),
    'standardize: x: expected [height, width, channels] or [images, height, width, channels]',
  ],
  [
    'fit of one image',
    (g: ImageDataGenerator) => g.fit([[[1]]]),
    'fit: x: expected images [images, height, width, channels]',
  ],
  [
    'fit in half a round',
    (g: ImageDataGenerator) => g.fit([[[[1]]]], { augment: true, rounds: 0.5 }),
    'fit: rounds: expected a whole number from 1 on, got 0.5',
  ],
  [
    'a transform of a flat shape',
    (g: ImageDataGenerator) => g.getRandomTransform([16, 16]),
    'getRandomTransform: shape: expected [height, width, channels], got [16,16]',
  ],
  [
    'brightness of two channels',
    (g: ImageDataGenerator) => g.applyTransform([[[1, 2]]], { brightness: 1 }),
    'brightness: expected images of 1, 3 or 4 channels, got 2',
  ],
  [
    'a parameter that is not a number',
    (g: ImageDataGenerator) => g.applyTransform([[[1]]], { theta: Number.NaN }),
    'applyTransform: theta: expected a number, got NaN',
  ],
  [
    'a parameter by another name',
    (g: ImageDataGenerator) => g.applyTransform([[[1]]], { flip_horizontal: true } as never),
    'applyTransform: flip_horizontal: there is no such parameter; did you mean flipHorizontal?',
  ],
])('%s is refused by name', (_what, act, message) => {
  expect(() => act(new ImageDataGenerator())).toThrow(message);
});

import * as tf from '@tensorflow/tfjs';
import { ready } from '../../engine';
import { seed } from '../../random';
import type { NdArray } from '../ndarray';
import { arrayFlow } from './array-flow';
import { completeOptions } from './complete-options';
import { ImageDataGenerator } from './image-data-generator';
import type { ImageBatch, ImageFlow } from './image-flow';
import { type FlowCase, reference, replay } from './images.fixture';
import { prepare } from './prepare';

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

/** One-pixel images that hold their own index. */
function numbered(n: number): NdArray {
  return { values: Float32Array.from({ length: n }, (_, i) => i), shape: [n, 1, 1, 1] };
}

/** Everything that a batch holds, in Keras' order, and disposes it. */
function emptied({ xs, ys, sampleWeight }: ImageBatch): number[][] {
  const tensors = [xs, ys, sampleWeight].filter((tensor) => tensor !== undefined);
  const values = tensors.map((tensor) => Array.from(tensor.dataSync()));
  tf.dispose(tensors);
  return values;
}

async function epochs(flow: ImageFlow, count = 1): Promise<number[][][]> {
  const batches: number[][][] = [];
  for (let epoch = 0; epoch < count; epoch++) for await (const batch of flow) batches.push(emptied(batch));
  return batches;
}

function replayed({ n, y, validationSplit, options, weighted, orders }: FlowCase): ImageFlow {
  const plain = prepare(
    completeOptions({}),
    () => ({ mean: undefined, std: undefined, whitening: undefined }),
    true,
  );
  const weights = weighted ? { sampleWeight: numbered(n).values.map((i) => i / 2) } : {};
  const all = { ...options, ...weights };
  return arrayFlow(numbered(n), y ?? undefined, all, validationSplit, plain, replay([], orders));
}

test.each(reference.flows)('flow as Keras: $name', async (example) => {
  if (example.error) {
    expect(() => replayed(example)).toThrow(/have labels \[.*shuffle x and y together first/);
    return;
  }
  const flow = replayed(example);
  expect(flow.size).toBe(example.batchesPerEpoch);
  expect(await epochs(flow, example.batches.length / flow.size)).toEqual(example.batches);
});

test('labels leave as a column, rows as they are', async () => {
  const generator = new ImageDataGenerator();
  const oneHot = [
    [1, 0],
    [0, 1],
  ];
  for (const [y, shape] of [
    [
      [0, 1],
      [2, 1],
    ],
    [Uint8Array.of(0, 1), [2, 1]],
    [oneHot, [2, 2]],
    [tf.tensor1d([0, 1]), [2, 1]],
  ] as const) {
    for await (const { xs, ys } of generator.flow(numbered(2), y)) {
      expect([xs.shape, ys?.shape]).toEqual([[2, 1, 1, 1], shape]);
      tf.dispose([xs, ys!]);
    }
    tf.dispose(y as tf.Tensor);
  }
});

test('a seed makes order and transforms repeat; without one they follow the global seed', async () => {
  const generator = new ImageDataGenerator({ channelShiftRange: 5, rotationRange: 90 });
  const x = numbered(8);
  const once = await epochs(generator.flow(x, undefined, { seed: 4 }));
  expect(await epochs(generator.flow(x, undefined, { seed: 4 }))).toEqual(once);
  expect(await epochs(generator.flow(x, undefined, { seed: 5 }))).not.toEqual(once);
  seed(1);
  const global = await epochs(generator.flow(x));
  seed(1);
  expect(await epochs(generator.flow(x))).toEqual(global);
  expect(await epochs(generator.flow(x))).not.toEqual(global);
});

test('images and masks with one seed are transformed alike', async () => {
  const generator = new ImageDataGenerator({ rotationRange: 90, zoomRange: 0.3, horizontalFlip: true });
  const values = Float32Array.from({ length: 4 * 25 }, (_, i) => (i * 37) % 256);
  const images = { values, shape: [4, 5, 5, 1] };
  const masks = { values: values.map((value) => value / 256), shape: [4, 5, 5, 1] };
  const [image, mask] = [
    await epochs(generator.flow(images, undefined, { seed: 2 })),
    await epochs(generator.flow(masks, undefined, { seed: 2 })),
  ];
  const apart = image[0]![0]!.map((value, i) => Math.abs(value / 256 - mask[0]![0]![i]!));
  expect(Math.max(...apart)).toBeLessThan(1e-6);
});

test('each epoch draws a new order and holds every image once', async () => {
  const flow = new ImageDataGenerator().flow(numbered(20), undefined, { batchSize: 6, seed: 1 });
  const [first, second] = [(await epochs(flow)).flat(2), (await epochs(flow)).flat(2)];
  expect(first).not.toEqual(second);
  const all = Array.from({ length: 20 }, (_, i) => i);
  for (const seen of [first, second]) expect(seen.sort((a, b) => a - b)).toEqual(all);
});

test('a validation subset is not augmented, and a warning says so once', async () => {
  const generator = new ImageDataGenerator({ channelShiftRange: 50, rescale: 0.5, validationSplit: 0.5 });
  const options = { subset: 'validation', shuffle: false } as const;
  const pair = { values: Float32Array.of(0, 90, 10, 80, 5, 60, 0, 70), shape: [4, 1, 2, 1] };
  expect(await epochs(generator.flow(pair, undefined, options))).toEqual([[[0, 45, 5, 40]]]);
  generator.flow(pair, undefined, options);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('augmentValidation: true does as Keras'));
});

test.each([true, false])('augmentValidation %p is a choice without a warning', async (augmentValidation) => {
  const generator = new ImageDataGenerator({
    channelShiftRange: 50,
    validationSplit: 0.5,
    augmentValidation,
  });
  const pair = { values: Float32Array.of(0, 90, 10, 80), shape: [2, 1, 2, 1] };
  const seen = await epochs(generator.flow(pair, undefined, { subset: 'validation', seed: 1 }));
  expect(seen).toHaveLength(1);
  expect(String(seen[0]![0]) === '0,90').toBe(!augmentValidation);
  expect(warn).not.toHaveBeenCalled();
});

function smallModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [4, 4, 1] }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'binaryCrossentropy' });
  return model;
}

test('fitDataset trains on a flow and validates on another, and leaves no tensors', async () => {
  seed(1);
  const model = smallModel();
  const values = Float32Array.from({ length: 40 * 16 }, (_, i) => Math.floor(i / 16) % 2);
  const x = { values, shape: [40, 4, 4, 1] };
  const y = Array.from({ length: 40 }, (_, i) => i % 2);
  const generator = new ImageDataGenerator({ horizontalFlip: true, validationSplit: 0.25 });
  const train = generator.flow(x, y, { subset: 'training', batchSize: 8, seed: 1 });
  const validationData = generator.flow(x, y, { subset: 'validation', shuffle: false });
  await model.fitDataset(train, { epochs: 1, verbose: 0, validationData });
  const before = tf.memory().numTensors;
  const { history } = await model.fitDataset(train, { epochs: 8, verbose: 0, validationData });
  expect(tf.memory().numTensors).toBe(before);
  expect(history.loss).toHaveLength(8);
  expect(history.val_loss!.at(-1)).toBeLessThan(0.3);
  model.dispose();
});

test('repeat goes on for as many batches as fitDataset wants', async () => {
  const model = smallModel();
  const x = { values: new Float32Array(3 * 16), shape: [3, 4, 4, 1] };
  const endless = new ImageDataGenerator().flow(x, [0, 1, 0], { batchSize: 2 }).repeat();
  const ends: number[] = [];
  await model.fitDataset(endless, {
    epochs: 2,
    batchesPerEpoch: 5,
    verbose: 0,
    callbacks: { onBatchEnd: async (_batch, logs) => void ends.push(logs!.size as number) },
  });
  expect(ends).toEqual([2, 1, 2, 1, 2, 1, 2, 1, 2, 1]);
  model.dispose();
});

test('sample weights are given in batches, and refused where tfjs would leave them out', async () => {
  const flow = new ImageDataGenerator().flow(numbered(2), [0, 1], { sampleWeight: [3, 4], shuffle: false });
  expect(await epochs(flow)).toEqual([
    [
      [0, 1],
      [0, 1],
      [3, 4],
    ],
  ]);
  await expect(flow.iterator()).rejects.toThrow('sampleWeight: tfjs takes no sample weights in fitDataset');
  await expect(flow.repeat().iterator()).rejects.toThrow('sampleWeight');
});

test('stopping in the middle of an epoch leaves no tensors', async () => {
  const flow = new ImageDataGenerator().flow(numbered(9), undefined, { batchSize: 2 });
  const before = tf.memory().numTensors;
  for await (const { xs } of flow) {
    xs.dispose();
    break;
  }
  expect(tf.memory().numTensors).toBe(before);
});

const two = { values: new Float32Array(2), shape: [2, 1, 1, 1] };

test.each([
  [
    'one image only',
    { values: new Float32Array(4), shape: [2, 2, 1] },
    undefined,
    {},
    'flow: x: expected images [images, height, width, channels], at least one, got 4 values of shape [2,2,1]',
  ],
  [
    'no image',
    { values: new Float32Array(0), shape: [0, 2, 2, 1] },
    undefined,
    {},
    'flow: x: expected images',
  ],
  ['ragged rows', [[[[1], [2]], [[3]]]], undefined, {}, 'flow: x: expected arrays of 2 alike'],
  [
    'NaN',
    { values: Float32Array.of(1, Number.NaN), shape: [2, 1, 1, 1] },
    undefined,
    {},
    'flow: x: expected finite values, got NaN at value 1',
  ],
  [
    'text',
    'cat.png',
    undefined,
    {},
    'flow: x: expected nested arrays, values with a shape, or a tensor; got "cat.png"',
  ],
  [
    'too few labels',
    two,
    [1],
    {},
    'flow: y: expected one row for each of 2 images, got an array of shape [1]',
  ],
  ['a label that is NaN', two, [0, Number.NaN], {}, 'flow: y: expected numbers, got NaN at value 1'],
  [
    'too many weights',
    two,
    [0, 1],
    { sampleWeight: [1, 1, 1] },
    'flow: sampleWeight: expected one for each of 2 images, got 3',
  ],
  ['batchSize 0', two, [0, 1], { batchSize: 0 }, 'batchSize: expected a whole number from 1 on, got 0'],
  [
    'a wrong subset',
    two,
    [0, 1],
    { subset: 'test' },
    'flow: subset: expected "training" or "validation", got "test"',
  ],
  [
    'a subset without a split',
    two,
    [0, 1],
    { subset: 'validation' },
    'flow: subset: validationSplit 0 of 2 images leaves none for validation; raise it',
  ],
] as const)('%s is refused by name', (_what, x, y, options, message) => {
  expect(() => new ImageDataGenerator().flow(x as never, y as never, options as never)).toThrow(
    `ImageDataGenerator${message.startsWith('flow') ? '.' : ': '}${message}`,
  );
});

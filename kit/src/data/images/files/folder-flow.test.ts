import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { expectClose } from '../../../close.fixture';
import { ready } from '../../../engine';
import { collectGarbage } from '../../../garbage.fixture';
import { seed as setSeed } from '../../../random';
import { completeOptions } from '../complete-options';
import { type FolderFlow, folderFlow } from '../folder-flow';
import { ImageDataGenerator } from '../image-data-generator';
import { type FolderCase, reference, replay } from '../images.fixture';
import { prepare } from '../prepare';
import { writePng } from './write-png';
import { writeShapesFolder } from './write-shapes-folder';

let root: string;
beforeAll(async () => {
  await ready();
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'images-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

let warn: jest.SpyInstance;
beforeEach(() => {
  warn = jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => {
  warn.mockRestore();
});

/** Images of 3x2 pixels that hold the place of their name in the list, from 1 on; other files hold no image. */
async function makeTree(names: string[]): Promise<void> {
  for (const [i, name] of names.entries()) {
    const file = join(root, name);
    mkdirSync(name.endsWith('/') ? file : dirname(file), { recursive: true });
    const values = new Float32Array(6).fill(i + 1);
    if (/\.(png|jpe?g)$/i.test(name)) await writePng(file, { values, shape: [3, 2, 1] });
    else if (!name.endsWith('/')) writeFileSync(file, 'not an image');
  }
}

function replayed({ generator, options, orders }: FolderCase): FolderFlow {
  const completed = completeOptions(generator);
  const plain = prepare(completed, () => ({ mean: undefined, std: undefined, whitening: undefined }), true);
  const all = { ...options, targetSize: [2, 2] as const };
  return folderFlow(root, all, completed.validationSplit, plain, replay([], orders));
}

test.each(reference.folders.filter(({ filenames }) => filenames.length > 0))(
  'flowFromDirectory as Keras: $name',
  async (example) => {
    await makeTree(reference.trees[example.tree]!);
    const flow = replayed(example);
    expect(flow.filenames).toEqual(example.filenames);
    expect(flow.filepaths).toEqual(example.filenames.map((name) => join(root, name)));
    expect(flow.classes).toEqual(example.classes);
    expect(flow.classIndices).toEqual(example.classIndices);
    expect(flow.size).toBe(example.batchesPerEpoch);
    expect(flow.samples).toBe(example.filenames.length);
    const before = tf.memory().numTensors;
    const expected = [...example.batches];
    while (expected.length > 0)
      for await (const { xs, ys } of flow) {
        const { x, y } = expected.shift()!;
        const values = xs.dataSync();
        const size = values.length / xs.shape[0];
        expectClose(
          values.filter((_, i) => i % size === 0),
          x,
          1e-6,
        );
        if (y) expectClose(ys!.dataSync(), y.values, 1e-6);
        else expect(ys).toBeUndefined();
        // Keras' labels are [n]; the kit's are a column.
        if (y) expect(ys!.shape).toEqual(y.shape.length === 1 ? [...y.shape, 1] : y.shape);
        tf.dispose([xs, ys ?? []]);
      }
    expect(tf.memory().numTensors).toBe(before);
  },
);

test('a network learns shapes from a folder, with a validation part of its own', async () => {
  setSeed(1);
  await writeShapesFolder(root, { perClass: 60, only: ['disc', 'plus'], noise: 5 });
  const pictures = new ImageDataGenerator({
    rescale: 1 / 255,
    samplewiseCenter: true,
    validationSplit: 0.25,
  });
  const options = { targetSize: [16, 16], classMode: 'binary', colorMode: 'grayscale', seed: 1 } as const;
  const train = pictures.flowFromDirectory(root, { ...options, batchSize: 10, subset: 'training' });
  const validationData = pictures.flowFromDirectory(root, { ...options, subset: 'validation' });
  expect([train.samples, validationData.samples]).toEqual([90, 30]);
  expect(train.filenames.filter((name) => validationData.filenames.includes(name))).toEqual([]);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [16, 16, 1], filters: 4, kernelSize: 3, activation: 'relu' }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  await model.fitDataset(train, { epochs: 1, verbose: 0, validationData });
  const before = tf.memory().numTensors;
  const { history } = await model.fitDataset(train, { epochs: 12, verbose: 0, validationData });
  expect(tf.memory().numTensors).toBe(before);
  expect(history.acc!.at(-1)).toBeGreaterThan(0.9);
  expect(history.val_acc).toHaveLength(12);
  model.dispose();
});

/** Bytes of the arrays that are still in use. */
function liveBytes(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

test('a folder larger than the budget streams: few batches of bytes are alive at a time', async () => {
  // 200 images of 96x96x3 are 22 MB as float32; a batch of 8, with its targets, is 1.8 MB.
  const image = { values: new Float32Array(96 * 96 * 3).fill(7), shape: [96, 96, 3] as const };
  mkdirSync(join(root, 'a'));
  for (let i = 0; i < 200; i++) await writePng(join(root, 'a', `${i}.png`), image);
  const flow = new ImageDataGenerator({ rotationRange: 10 }).flowFromDirectory(root, {
    targetSize: [96, 96],
    batchSize: 8,
    classMode: 'input',
  });
  const batchBytes = 8 * 96 * 96 * 3 * 4;
  const before = { ...tf.memory(), live: liveBytes() };
  let images = 0;
  for await (const { xs, ys } of flow) {
    const { numTensors, numBytes } = tf.memory();
    expect(numTensors - before.numTensors).toBe(2);
    expect(numBytes - before.numBytes).toBe(2 * batchBytes);
    // The batch, its targets, images on their way into it, and what the collector has not seen yet: of 25.
    expect(liveBytes() - before.live).toBeLessThan(4 * batchBytes);
    images += xs.shape[0];
    tf.dispose([xs, ys!]);
  }
  expect(images).toBe(200);
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(liveBytes() - before.live).toBeLessThan(batchBytes);
});

test('the order in which files arrive changes nothing', async () => {
  await writeShapesFolder(root, { perClass: 12 });
  const generator = new ImageDataGenerator({
    rotationRange: 40,
    zoomRange: 0.2,
    brightnessRange: [0.5, 1.5],
  });
  const seen: number[][] = [];
  for (let run = 0; run < 2; run++) {
    const flow = generator.flowFromDirectory(root, { targetSize: [16, 16], batchSize: 25, seed: 3 });
    const values: number[] = [];
    for await (const { xs, ys } of flow) {
      values.push(...xs.dataSync(), ...ys!.dataSync());
      tf.dispose([xs, ys!]);
    }
    seen.push(values);
  }
  expect(seen[0]).toEqual(seen[1]);
});

test('linked folders are left out unless asked for; linked files are read', async () => {
  await makeTree(['a/1.png', 'elsewhere/2.png']);
  symlinkSync(join(root, 'elsewhere'), join(root, 'a', 'linked'));
  symlinkSync(join(root, 'elsewhere', '2.png'), join(root, 'a', 'file.png'));
  const generator = new ImageDataGenerator();
  const names = (followLinks: boolean) =>
    generator.flowFromDirectory(root, { classes: ['a'], followLinks }).filenames;
  expect(names(false)).toEqual(['a/1.png', 'a/file.png']);
  expect(names(true)).toEqual(['a/1.png', 'a/file.png', 'a/linked/2.png']);
});

test('a hidden folder counts as a class, as in Keras, with a warning', async () => {
  await makeTree(['a/1.png', '.ipynb_checkpoints/1.png']);
  expect(new ImageDataGenerator().flowFromDirectory(root).classIndices).toEqual({
    '.ipynb_checkpoints': 0,
    a: 1,
  });
  expect(warn).toHaveBeenCalledWith(
    expect.stringContaining('the hidden folder .ipynb_checkpoints counts as a class'),
  );
});

test('a damaged file stops the epoch with its name and the byte, and leaves no tensors', async () => {
  await makeTree(['a/1.png', 'a/2.png', 'b/3.png']);
  writeFileSync(join(root, 'a', '2.png'), 'GIF89a…');
  const before = tf.memory().numTensors;
  const flow = new ImageDataGenerator().flowFromDirectory(root, { shuffle: false });
  await expect(flow[Symbol.asyncIterator]().next()).rejects.toThrow(
    `${join(root, 'a', '2.png')}, byte 0: expected PNG or JPEG, got a GIF; convert or remove it`,
  );
  expect(tf.memory().numTensors).toBe(before);
});

const trees: Record<string, string[]> = {
  'no class': ['1.png', 'notes.txt'],
  'no image': ['a/notes.txt', 'b/'],
  'three classes': ['a/1.png', 'b/1.png', 'c/1.png'],
  'a bitmap': ['a/1.png', 'a/2.bmp', 'a/3.tiff'],
};

test.each([
  [
    'a folder with no classes',
    'no class',
    {},
    {},
    'directory: expected a folder for each class in ROOT, found none; put the images in ROOT/CLASS',
  ],
  [
    'a folder with no images',
    'no image',
    {},
    {},
    'directory: no PNG or JPEG images in the folders a, b of ROOT',
  ],
  [
    'binary labels of three classes',
    'three classes',
    {},
    { classMode: 'binary' },
    'classMode: "binary" is for two classes, ROOT has 3 (a, b, c); use "categorical"',
  ],
  [
    'a class that is not there',
    'three classes',
    {},
    { classes: ['a', 'dogs'] },
    'classes: expected a folder, got ROOT/dogs, which is not there',
  ],
  [
    'a class that is a file',
    'no class',
    {},
    { classes: ['1.png'] },
    'classes: expected a folder, got ROOT/1.png, which is a file',
  ],
  [
    'an empty validation part',
    'three classes',
    { validationSplit: 0.4 },
    { subset: 'validation' },
    'directory: no PNG or JPEG images for subset "validation" with validationSplit 0.4 in the folders a, b, c of ROOT',
  ],
  [
    'a wrong subset',
    'three classes',
    {},
    { subset: 'test' },
    'subset: expected "training" or "validation", got "test"',
  ],
  [
    'a wrong classMode',
    'three classes',
    {},
    { classMode: 'one-hot' },
    'classMode: expected "binary", "categorical", "sparse", "input" or null, got "one-hot"',
  ],
  [
    'a wrong colorMode',
    'three classes',
    {},
    { colorMode: 'grey' },
    'colorMode: expected "rgb", "rgba" or "grayscale", got "grey"',
  ],
  [
    'a targetSize of one number',
    'three classes',
    {},
    { targetSize: [64] },
    'targetSize: expected [height, width] in whole pixels, got an array of shape [1]',
  ],
  [
    'a wrong interpolation',
    'three classes',
    {},
    { interpolation: 'linear' },
    'interpolation: expected one of nearest, box, bilinear, hamming, bicubic, lanczos, got "linear"',
  ],
])('%s is refused by name', async (_what, tree, generator, options, message) => {
  await makeTree(trees[tree]!);
  expect(() => new ImageDataGenerator(generator).flowFromDirectory(root, options as never)).toThrow(
    `ImageDataGenerator.flowFromDirectory: ${message.replaceAll('ROOT', root)}`,
  );
});

test('formats that are not read are refused before the first epoch', async () => {
  await makeTree(trees['a bitmap']!);
  expect(() => new ImageDataGenerator().flowFromDirectory(root)).toThrow(
    `${join(root, 'a', '2.bmp')}: expected PNG or JPEG; convert or remove these 2 files`,
  );
});

test('a folder that is not there is refused by name', () => {
  expect(() => new ImageDataGenerator().flowFromDirectory(join(root, 'nowhere'))).toThrow(
    `flowFromDirectory: directory: expected a folder, got ${join(root, 'nowhere')}, which is not there`,
  );
});

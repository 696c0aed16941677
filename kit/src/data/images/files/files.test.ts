import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { reference } from '../images.fixture';
import { corruptFiles } from './corrupt-files';
import { findDuplicateFiles } from './find-duplicate-files';
import { loadImage } from './load-image';
import { readCifar10 } from './read-cifar10';
import { readIdx } from './read-idx';
import { writePng } from './write-png';
import { writeShapesFolder } from './write-shapes-folder';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'images-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const stored = (name: string) => Buffer.from(reference.files[name]!, 'base64');

function write(name: string, content: Uint8Array | string): string {
  const file = join(root, name);
  writeFileSync(file, content);
  return file;
}

test.each(reference.loads)('loads as Keras and Pillow, to the last bit: $name', async (example) => {
  const { values, shape } = await loadImage(write(example.file, stored(example.file)), example.options);
  expect(shape).toEqual(example.shape);
  expect(Buffer.from(Uint8Array.from(values))).toEqual(Buffer.from(example.bytes, 'base64'));
});

test('the content tells the format, not the name', async () => {
  const { shape } = await loadImage(write('photo.png', stored('waves-444.jpg')));
  expect(shape).toEqual([19, 13, 3]);
});

test.each(['rgb.png', 'waves-420.jpg', 'waves-progressive.jpg'])(
  '%s cut off anywhere is an error that names the file and its last byte',
  async (name) => {
    const whole = stored(name);
    for (let length = 1; length < whole.length; length += 7) {
      const file = write(name, whole.subarray(0, length));
      await expect(loadImage(file)).rejects.toThrow(`${file}, byte ${length}: the file ends here, expected`);
    }
  },
);

test('a flipped bit in a PNG is found by the checksum of its chunk', async () => {
  const whole = stored('rgb.png');
  const chunk = whole.indexOf('IDAT') - 4;
  whole[chunk + 20]! ^= 1;
  const file = write('flipped.png', whole);
  await expect(loadImage(file)).rejects.toThrow(
    `${file}, byte ${chunk}: the checksum of chunk IDAT is wrong; it is damaged, fetch it again`,
  );
});

test.each([
  ['empty', '', 'byte 0: the file is empty, expected PNG or JPEG'],
  [
    'a web page',
    '<!DOCTYPE html>',
    'byte 0: expected PNG or JPEG, got HTML, XML or SVG; convert or remove it',
  ],
  ['a WebP', 'RIFF0000WEBP', 'byte 0: expected PNG or JPEG, got a WebP'],
  ['text', 'hello', 'byte 0: expected PNG or JPEG, got byte 104'],
  [
    'half a signature',
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0d, 0, 0),
    "byte 5: expected byte 10 of a PNG's signature, got 13",
  ],
  [
    'a JPEG of nothing',
    Uint8Array.of(0xff, 0xd8, 0xff, 0xd9),
    'expected a scan, got the end of the image; it holds no pixels',
  ],
  ['a JPEG of zeros', Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2, 0, 0, 0xff, 0xd9), 'cannot be decoded ('],
])('%s is refused with the name of the file', async (_what, content, message) => {
  const file = write('some.jpg', content);
  await expect(loadImage(file)).rejects.toThrow(
    `${file}${message.startsWith('byte') ? ', ' : ': '}${message}`,
  );
});

test('a file that is not there is named', async () => {
  await expect(loadImage(join(root, 'no.png'))).rejects.toThrow(
    `${join(root, 'no.png')}: there is no such file`,
  );
});

test('corruptFiles reports each damaged file, and leaves the others alone', async () => {
  mkdirSync(join(root, 'a'));
  write('a/whole.png', stored('rgb.png'));
  write('a/whole.jpg', stored('waves-420.jpg'));
  write('a/cut.jpg', stored('waves-420.jpg').subarray(0, 300));
  write('a/page.png', '<html>');
  write('a/old.bmp', 'BM…');
  write('a/notes.txt', 'not an image');
  const jpeg = stored('waves-444.jpg');
  const scan = jpeg.indexOf(Uint8Array.of(0xff, 0xda));
  write('a/stray.jpg', Buffer.concat([jpeg.subarray(0, scan), Buffer.of(1, 2, 3), jpeg.subarray(scan)]));
  const { checked, corrupt } = await corruptFiles(root);
  expect(checked).toBe(6);
  expect(corrupt.map(({ file, byte }) => [file, byte])).toEqual([
    ['a/cut.jpg', 300],
    ['a/old.bmp', 0],
    ['a/page.png', 0],
    ['a/stray.jpg', undefined],
  ]);
  expect(corrupt.at(-1)!.reason).toMatch(/extraneous bytes/);
  // Keras reads what libjpeg only warns about.
  expect((await loadImage(join(root, 'a/stray.jpg'))).shape).toEqual([19, 13, 3]);
});

test('copies of files and look-alikes are found in a folder', async () => {
  mkdirSync(join(root, 'a'));
  mkdirSync(join(root, 'b'));
  write('a/1.jpg', stored('waves-420.jpg'));
  write('b/copy.jpg', stored('waves-420.jpg'));
  write('b/recoded.jpg', stored('waves-444.jpg'));
  write('b/other.png', stored('rgb.png'));
  const { exact, near } = await findDuplicateFiles(root, { maxDistance: 6 });
  expect(exact).toEqual([['a/1.jpg', 'b/copy.jpg']]);
  expect(near.map(({ a, b }) => [a, b])).toEqual([['a/1.jpg', 'b/recoded.jpg']]);
  await expect(findDuplicateFiles(join(root, 'no'))).rejects.toThrow(
    'findDuplicateFiles: directory: expected a folder',
  );
});

test.each([
  [1, [5, 7, 1]],
  [3, [4, 2, 3]],
  [4, [2, 6, 4]],
] as const)('what writePng writes, %d channels, loadImage reads', async (channels, shape) => {
  const values = Float32Array.from({ length: shape[0] * shape[1] * channels }, (_, i) => (i * 41) % 256);
  const file = join(root, 'some.png');
  await writePng(file, { values, shape });
  const colorMode = ({ 1: 'grayscale', 3: 'rgb', 4: 'rgba' } as const)[channels];
  expect(await loadImage(file, { colorMode })).toEqual({ values, shape: [...shape] });
});

test('the folder of shapes follows its seed alone', async () => {
  const files = await writeShapesFolder(join(root, 'one'), { perClass: 3, seed: 5 });
  await writeShapesFolder(join(root, 'two'), { perClass: 3, seed: 5 });
  await writeShapesFolder(join(root, 'three'), { perClass: 3, seed: 6 });
  expect(files).toHaveLength(15);
  expect(files[0]).toBe(join(root, 'one', 'disc', '000.png'));
  const bytes = (file: string) => loadImage(file).then(({ values }) => [...values]);
  const [one, two, three] = await Promise.all(
    ['one', 'two', 'three'].map((folder) => bytes(files[4]!.replace('/one/', `/${folder}/`))),
  );
  expect(one).toEqual(two);
  expect(one).not.toEqual(three);
});

const idx = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 9, 8, 7);

test('readIdx reads compressed and plain files, and names one that is cut', () => {
  const expected = { values: Float32Array.of(9, 8, 7), shape: [3] };
  expect(readIdx(write('labels', idx))).toEqual(expected);
  expect(readIdx(write('labels.gz', gzipSync(idx)))).toEqual(expected);
  const cut = write('cut.gz', gzipSync(idx).subarray(0, 20));
  expect(() => readIdx(cut)).toThrow(`${cut}: cannot be decompressed (unexpected end of file)`);
  const short = write('short', idx.subarray(0, 9));
  expect(() => readIdx(short)).toThrow(`${short}, byte 9: the file ends here`);
});

/** One record as the CIFAR-10 page describes it: the label, then 1024 red, 1024 green, 1024 blue bytes. */
function record(label: number, colour: (channel: number, pixel: number) => number): number[] {
  return [label, ...Array.from({ length: 3072 }, (_, i) => colour(Math.floor(i / 1024), i % 1024))];
}

test('readCifar10 puts the colours of a pixel together, file after file', () => {
  const one = write(
    'data_batch_1.bin',
    Uint8Array.from([...record(3, (c, p) => (50 * c + p) % 256), ...record(9, () => 5)]),
  );
  const two = write('test_batch.bin', Uint8Array.from(record(0, (c) => c)));
  const { x, y, classes } = readCifar10([one, two]);
  expect([x.shape, y.shape, [...y.values]]).toEqual([
    [3, 32, 32, 3],
    [3, 1],
    [3, 9, 0],
  ]);
  expect([...x.values.subarray(3 * 33, 3 * 33 + 3)]).toEqual([33, 83, 133]);
  expect([...x.values.subarray(-3)]).toEqual([0, 1, 2]);
  expect([classes[3], classes[9], classes[0]]).toEqual(['cat', 'truck', 'airplane']);
  expect(readCifar10(two).y.values).toEqual(Float32Array.of(0));
});

test.each([
  [
    'cut',
    Uint8Array.from(record(1, () => 0)).subarray(0, 3000),
    'byte 3000: the file ends here, expected records of 3073 bytes, 3000 are left',
  ],
  ['empty', new Uint8Array(0), 'byte 0: the file ends here'],
  [
    'foreign',
    Uint8Array.from([...record(1, () => 0), ...record(77, () => 0)]),
    'byte 3073: expected a label from 0 to 9, got 77',
  ],
])('a CIFAR-10 file that is %s is refused with its name and the byte', (_what, content, message) => {
  const file = write('batch.bin', content);
  expect(() => readCifar10(file)).toThrow(`${file}, ${message}`);
});

test('readCifar10 wants a file, and says which one is not there', () => {
  expect(() => readCifar10([])).toThrow('readCifar10: files: expected at least one, got none');
  expect(() => readCifar10(join(root, 'no.bin'))).toThrow('no.bin');
  expect(readFileSync(write('a', 'b'), 'utf8')).toBe('b');
});

import { readFileSync } from 'node:fs';
import type { Dataset } from '../../ndarray';

const SIDE = 32;
const PLANE = SIDE * SIDE;
const RECORD = 1 + 3 * PLANE;
const CLASSES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

/**
 * Reads files of CIFAR-10's binary version (`data_batch_1.bin` … `test_batch.bin`), one after the other.
 *
 * @returns x [images, 32, 32, 3], whole numbers from 0 to 255; y [images, 1], the class; in the files' order.
 * @throws Error naming the file and the byte where it is truncated or foreign; RangeError when no file is named.
 * @see https://www.cs.toronto.edu/~kriz/cifar.html
 * @example
 * const { x, y, classes } = readCifar10(['data_batch_1.bin', 'data_batch_2.bin']);
 */
export function readCifar10(files: string | readonly string[]): Dataset {
  const names = typeof files === 'string' ? [files] : files;
  if (names.length === 0) throw new RangeError('readCifar10: files: expected at least one, got none');
  const read = names.map((name) => readRecords(name));
  const count = read.reduce((sum, bytes) => sum + bytes.length / RECORD, 0);
  const x = new Float32Array(count * 3 * PLANE);
  const y = new Float32Array(count);
  let image = 0;
  for (const bytes of read)
    for (let at = 0; at < bytes.length; at += RECORD, image++) {
      y[image] = bytes[at]!;
      interleave(bytes.subarray(at + 1, at + RECORD), x.subarray(image * 3 * PLANE));
    }
  return {
    x: { values: x, shape: [count, SIDE, SIDE, 3] },
    y: { values: y, shape: [count, 1] },
    classes: [...CLASSES],
  };
}

function readRecords(file: string): Uint8Array {
  const bytes = readFileSync(file);
  const rest = bytes.length % RECORD;
  if (bytes.length === 0 || rest !== 0)
    throw new Error(
      `${file}, byte ${bytes.length}: the file ends here, expected records of ${RECORD} bytes, ${rest} are left; it is truncated or not CIFAR-10's binary version`,
    );
  for (let at = 0; at < bytes.length; at += RECORD)
    if (bytes[at]! >= CLASSES.length)
      throw new Error(
        `${file}, byte ${at}: expected a label from 0 to 9, got ${bytes[at]}; is it CIFAR-10's binary version?`,
      );
  return bytes;
}

/** Three planes of one colour each become pixels of three colours. */
function interleave(planes: Uint8Array, into: Float32Array): void {
  for (let pixel = 0; pixel < PLANE; pixel++)
    for (let channel = 0; channel < 3; channel++)
      into[pixel * 3 + channel] = planes[channel * PLANE + pixel]!;
}

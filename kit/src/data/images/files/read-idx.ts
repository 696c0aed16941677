import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseIdx } from '../../idx';
import type { NdArray } from '../../ndarray';

/**
 * Reads a file in the IDX format of MNIST and Fashion-MNIST, compressed with gzip (as they are published) or not.
 *
 * @returns [images, height, width] or [labels], whole numbers from 0 to 255.
 * @throws Error naming the file and the byte where it is truncated or foreign.
 * @see http://yann.lecun.com/exdb/mnist/
 * @example
 * const images = readIdx('train-images-idx3-ubyte.gz');
 */
export function readIdx(file: string): NdArray {
  return parseIdx(decompressed(readFileSync(file), file), file);
}

function decompressed(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    throw new Error(
      `${file}: cannot be decompressed (${(cause as Error).message}); of ${bytes.length} bytes some are missing or damaged, fetch it again`,
    );
  }
}

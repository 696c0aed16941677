import type { NdArray } from './ndarray';

const UNSIGNED_BYTE = 0x08;

/**
 * Reads the IDX format of MNIST: two zero bytes, the type of the values, the number of sides, each side as
 * a big-endian 32-bit number, then the values row by row. Only unsigned bytes (type 0x08) are read.
 *
 * @param bytes the whole file, uncompressed.
 * @param file its name, for the error messages.
 * @throws Error naming the file and the byte where the content is foreign, too short or too long.
 * @see http://yann.lecun.com/exdb/mnist/
 */
export function parseIdx(bytes: Uint8Array, file: string): NdArray {
  const rank = checkMagic(bytes, file);
  const header = 4 + 4 * rank;
  if (bytes.length < header) throw truncated(file, bytes.length, `${header} bytes of header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const end = header + shape.reduce((product, side) => product * side, 1);
  const expected = `${end} bytes for shape [${shape.join(', ')}]`;
  if (bytes.length < end) throw truncated(file, bytes.length, expected);
  if (bytes.length > end)
    throw new Error(
      `${file}, byte ${end}: expected the end of the file (${expected}), got ${bytes.length} bytes`,
    );
  return { values: Float32Array.from(bytes.subarray(header)), shape };
}

function checkMagic(bytes: Uint8Array, file: string): number {
  if (bytes.length < 4) throw truncated(file, bytes.length, '4 bytes of magic number');
  const [zero, alsoZero, type, rank] = bytes;
  if (zero !== 0 || alsoZero !== 0) {
    const at = zero !== 0 ? 0 : 1;
    throw new Error(
      `${file}, byte ${at}: expected 0, as an IDX file begins, got ${bytes[at]}; is it another format, or still compressed?`,
    );
  }
  if (type !== UNSIGNED_BYTE)
    throw new Error(
      `${file}, byte 2: expected type 8 (unsigned bytes), got ${type}; other types are not read`,
    );
  return rank!;
}

function truncated(file: string, length: number, expected: string): Error {
  return new Error(
    `${file}, byte ${length}: the file ends here, expected ${expected}; it is truncated, fetch it again`,
  );
}

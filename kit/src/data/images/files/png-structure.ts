import { crc32 } from 'node:zlib';
import { ImageFileError, truncated } from './image-file-error';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Walks the chunks of a PNG file up to its end chunk, and checks their checksums.
 *
 * @throws ImageFileError with the byte.
 * @see https://www.w3.org/TR/png-3/#5DataRep
 */
export function checkPng(bytes: Uint8Array, file: string): void {
  SIGNATURE.forEach((expected, at) => {
    if (at >= bytes.length) throw truncated(file, bytes, 'the 8 bytes with which a PNG begins');
    if (bytes[at] !== expected)
      throw new ImageFileError(
        file,
        `expected byte ${expected} of a PNG's signature, got ${bytes[at]}; it is damaged, fetch it again`,
        at,
      );
  });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = SIGNATURE.length; ; ) {
    if (bytes.length < at + 8) throw truncated(file, bytes, 'the header of a chunk');
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    checkType(type, file, at);
    const end = at + 12 + length;
    if (bytes.length < end) throw truncated(file, bytes, `${end} bytes to the end of chunk ${type}`);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4))
      throw new ImageFileError(
        file,
        `the checksum of chunk ${type} is wrong; it is damaged, fetch it again`,
        at,
      );
    if (type === 'IEND') return;
    at = end;
  }
}

function checkType(type: string, file: string, at: number): void {
  const isFirst = at === SIGNATURE.length;
  if (isFirst ? type === 'IHDR' : /^[A-Za-z]{4}$/.test(type)) return;
  const expected = isFirst ? 'chunk IHDR' : 'a chunk of four letters';
  throw new ImageFileError(
    file,
    `expected ${expected}, got ${JSON.stringify(type)}; it is damaged, fetch it again`,
    at + 4,
  );
}

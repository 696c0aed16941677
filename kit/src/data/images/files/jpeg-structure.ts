import { ImageFileError, truncated } from './image-file-error';

const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

/**
 * Walks the segments and scans of a JPEG file up to its end marker.
 *
 * @throws ImageFileError with the byte.
 * @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
 */
export function checkJpeg(bytes: Uint8Array, file: string): void {
  if (bytes.length < 2) throw truncated(file, bytes, 'the 2 bytes with which a JPEG begins');
  if (bytes[1] !== START_OF_IMAGE)
    throw new ImageFileError(
      file,
      `expected byte ${START_OF_IMAGE} of a JPEG's start, got ${bytes[1]}; convert or remove it`,
      1,
    );
  let hasScan = false;
  for (let at = 2; ; ) {
    at = nextMarker(bytes, file, at);
    const marker = bytes[at]!;
    if (marker === END_OF_IMAGE) break;
    at = isAlone(marker) ? at + 1 : segmentEnd(bytes, file, at);
    hasScan ||= marker === START_OF_SCAN;
  }
  if (!hasScan)
    throw new ImageFileError(file, 'expected a scan, got the end of the image; it holds no pixels');
}

/** Index of the byte that names the next marker: the one after 0xff that is neither a fill byte nor stuffing. */
function nextMarker(bytes: Uint8Array, file: string, from: number): number {
  for (let at = from; ; ) {
    const prefix = bytes.indexOf(MARKER, at);
    if (prefix < 0 || prefix + 1 >= bytes.length) throw truncated(file, bytes, 'the end marker of a JPEG');
    const next = bytes[prefix + 1]!;
    if (next !== 0 && next !== MARKER) return prefix + 1;
    at = prefix + (next === MARKER ? 1 : 2);
  }
}

/** Restart markers, in the middle of a scan, and the temporary marker have no length. */
function isAlone(marker: number): boolean {
  return (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;
}

function segmentEnd(bytes: Uint8Array, file: string, at: number): number {
  if (bytes.length < at + 3) throw truncated(file, bytes, 'the length of a segment');
  const length = (bytes[at + 1]! << 8) | bytes[at + 2]!;
  if (length < 2)
    throw new ImageFileError(
      file,
      `expected the length of a segment, at least 2, got ${length}; it is damaged`,
      at + 1,
    );
  const end = at + 1 + length;
  if (bytes.length < end) throw truncated(file, bytes, `${end} bytes to the end of a segment`);
  return end;
}

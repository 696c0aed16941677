/** Grey or colour values, row by row, 0 to 255; `channels` is 1 or 3. */
export interface Pixels {
  values: Uint8ClampedArray;
  height: number;
  width: number;
  channels: 1 | 3;
}

const HEADER = 54;

/**
 * Encodes an image as a data URI of an uncompressed 24-bit BMP: every browser shows it, and for pictures of a
 * few pixels it is as small as a PNG, without an encoder.
 */
export function dataUri({ values, height, width, channels }: Pixels): string {
  const stride = 4 * Math.ceil((3 * width) / 4);
  const bytes = new Uint8Array(HEADER + stride * height);
  writeHeader(new DataView(bytes.buffer), height, width);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (let colour = 0; colour < 3; colour++) {
        const from = (row * width + column) * channels + (channels === 3 ? colour : 0);
        // Lowest row first, blue before red.
        bytes[HEADER + stride * (height - 1 - row) + 3 * column + (2 - colour)] = values[from]!;
      }
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bytes))}`;
}

function writeHeader(view: DataView, height: number, width: number): void {
  view.setUint16(0, 0x424d);
  view.setUint32(2, view.byteLength, true);
  view.setUint32(10, HEADER, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
}

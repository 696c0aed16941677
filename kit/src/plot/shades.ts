import type { Pixels } from './bitmap';

/** From black to white; two rows of pixels share a character, which is about twice as high as wide. */
const RAMP = ' .:-=+*#%@';

/** Draws images in characters, `columns` in a row, each label below its image. */
export function drawRows(pictures: Pixels[], labels: string[], columns: number): string {
  const rows: string[] = [];
  for (let i = 0; i < pictures.length; i += columns)
    rows.push(drawRow(pictures.slice(i, i + columns), labels.slice(i, i + columns)));
  return rows.join('\n\n');
}

function drawRow(pictures: Pixels[], labels: string[]): string {
  const drawn = pictures.map(draw);
  const lines = drawn[0]!.map((_, i) => drawn.map((picture) => picture[i]).join('  '));
  const { width } = pictures[0]!;
  const below = labels.map((label) => label.slice(0, width).padEnd(width)).join('  ');
  return [...lines, ...(below.trim() === '' ? [] : [below])].map((line) => line.trimEnd()).join('\n');
}

function draw(picture: Pixels): string[] {
  const lines: string[] = [];
  for (let row = 0; row < picture.height; row += 2) {
    const shades = Array.from({ length: picture.width }, (_, column) => {
      const level = (grey(picture, row, column) + grey(picture, row + 1, column)) / 2;
      return RAMP[Math.min(RAMP.length - 1, Math.floor((level / 256) * RAMP.length))]!;
    });
    lines.push(shades.join(''));
  }
  return lines;
}

function grey({ values, height, width, channels }: Pixels, row: number, column: number): number {
  const from = (Math.min(row, height - 1) * width + column) * channels;
  const pixel = values.subarray(from, from + channels);
  return pixel.reduce((sum, value) => sum + value, 0) / channels;
}

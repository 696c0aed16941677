import { dataUri, type Pixels } from './bitmap';

interface Layout {
  /** One a picture; empty for none. */
  labels: string[];
  /** Pictures in a row. */
  columns: number;
  /** Above the pictures; empty for none. */
  title: string;
}

/** Side of one picture on the page and the space between two, in pixels. */
const SIDE = 72;
const GAP = 8;
const LABEL = 18;
const TITLE = 24;

/**
 * Draws images as SVG with their pixels inside. By hand: Vega puts an image's address in behind a promise,
 * and a notebook shows a value at once.
 */
export function drawGrid(pictures: Pixels[], { labels, columns, title }: Layout): string {
  const top = GAP + (title ? TITLE : 0);
  const step = SIDE + GAP + (labels.some((label) => label !== '') ? LABEL : 0);
  const width = GAP + Math.min(columns, pictures.length) * (SIDE + GAP);
  const height = top + Math.ceil(pictures.length / columns) * step;
  const cells = pictures.map((picture, i) =>
    cell(picture, labels[i]!, GAP + (i % columns) * (SIDE + GAP), top + Math.floor(i / columns) * step),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...(title
      ? [`<text x="${GAP}" y="18" font-size="14" font-weight="bold">${escapeXml(title)}</text>`]
      : []),
    ...cells,
    '</svg>',
  ].join('\n');
}

function cell(picture: Pixels, label: string, x: number, y: number): string {
  const image = `<image x="${x}" y="${y}" width="${SIDE}" height="${SIDE}" style="image-rendering:pixelated" xlink:href="${dataUri(picture)}"/>`;
  if (label === '') return image;
  return `${image}<text x="${x + SIDE / 2}" y="${y + SIDE + 14}" text-anchor="middle">${escapeXml(label)}</text>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

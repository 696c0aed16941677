import { type Html, html } from './html';

const BINS = 10;
const WIDTH = 480;
const HEIGHT = 150;
const TOP = 20;
const BOTTOM = 122;
const GAP = 3;

/** How many submissions have which share of the points, in ten bins; the last one is full marks and nearly so. */
export function scoreHistogram(shares: readonly number[]): Html {
  const bins = new Array<number>(BINS).fill(0);
  for (const share of shares) bins[Math.min(BINS - 1, Math.floor(share * BINS + 1e-9))]!++;
  const most = Math.max(...bins, 1);
  const mean = shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
  const told = `Points in percent of the full marks: ${shares.length} submissions, mean ${Math.round(100 * mean)} %.`;
  return html`<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${told}">
<line class="grid" x1="0" x2="${WIDTH}" y1="${BOTTOM}" y2="${BOTTOM}"></line>
${bins.map((many, i) => bar(many, i, most))}
${[0, 50, 100].map((percent) => tick(percent))}
</svg><figcaption>${told}</figcaption></figure>`;
}

function bar(many: number, i: number, most: number): Html {
  const width = WIDTH / BINS;
  const height = ((BOTTOM - TOP) * many) / most;
  const x = i * width + GAP;
  return html`<rect class="bar" x="${x}" y="${(BOTTOM - height).toFixed(1)}" width="${width - 2 * GAP}" height="${height.toFixed(1)}"></rect>
${many > 0 && html`<text x="${x + width / 2 - GAP}" y="${(BOTTOM - height - 5).toFixed(1)}" text-anchor="middle">${many}</text>`}
`;
}

function tick(percent: number): Html {
  const anchor = percent === 0 ? 'start' : percent === 100 ? 'end' : 'middle';
  return html`<text x="${(WIDTH * percent) / 100}" y="${BOTTOM + 18}" text-anchor="${anchor}">${percent} %</text>
`;
}

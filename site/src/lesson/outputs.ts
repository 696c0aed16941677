import { createHash } from 'node:crypto';
import { joinLines, type Output } from '@unstuck/grader/notebook';
import { escapeHtml } from '../markup';
import { chartData } from './chart-data';
import { printed } from './console-table';

/** Keeps a file of the site and says where it lies. */
export type KeepFile = (name: string, content: string) => string;

type Display = Extract<Output, { output_type: 'display_data' }>;

/** What a cell gave, as markup. A picture is described by the line of text that the cell printed with it. */
export function outputsMarkup(outputs: readonly Output[], keep: KeepFile): string {
  const parts = outputs.map((output, i) => {
    if (output.output_type === 'error')
      return `<pre tabindex="0">${escapeHtml(`${output.ename}: ${output.evalue}`)}</pre>`;
    if (output.output_type === 'stream') {
      const before = outputs[i - 1];
      return before && isPicture(before)
        ? captionOf(joinLines(output.text))
        : printed(joinLines(output.text));
    }
    const next = outputs[i + 1];
    return picture(output, next?.output_type === 'stream' ? joinLines(next.text) : '', keep);
  });
  return parts.length > 0 ? `<div class="outputs">${parts.join('\n')}</div>` : '';
}

function isPicture(output: Output): boolean {
  return output.output_type === 'display_data' && 'image/svg+xml' in output.data;
}

/** The first line after a picture is its caption; what else the cell printed follows. */
function captionOf(text: string): string {
  const [caption = '', ...rest] = text.split('\n');
  return `<p class="caption">${escapeHtml(caption)}</p>${printed(rest.join('\n'))}`;
}

function picture({ data }: Display, caption: string, keep: KeepFile): string {
  const spec = data['application/vnd.vegalite.v5+json'];
  const drawing = data['image/svg+xml'];
  if (typeof drawing !== 'string') return otherForm(data);
  const svg = lean(drawing);
  const [width, height] = sizeOf(svg);
  const hash = createHash('sha256').update(svg).digest('hex').slice(0, 12);
  const src = keep(`outputs/${hash}.svg`, svg);
  const alt = escapeHtml(caption.split('\n')[0] || 'What the cell drew.');
  const kind = spec ? 'diagram' : 'images';
  return (
    `<div class="wide" tabindex="0" role="region" aria-label="Picture"><img class="${kind}" src="${src}" alt="${alt}" ` +
    `width="${width}" height="${height}" loading="lazy" decoding="async"></div>${chartData(spec)}`
  );
}

const GEOMETRY = / (d|transform|x|y|x1|x2|y1|y2|cx|cy)="([^"]*)"/g;

/**
 * A drawing without what nobody sees: coordinates to a tenth of a pixel, and no words on each mark, which a picture's own
 * words stand for. A map of 2500 squares is a quarter as heavy then.
 */
function lean(svg: string): string {
  const tenths = (value: string) => String(Number(Number(value).toFixed(1)));
  return svg
    .replace(GEOMETRY, (_, name, value) => ` ${name}="${value.replace(/\d+\.\d{2,}/g, tenths)}"`)
    .replace(/ (aria-[a-z]+|role|class)="[^"]*"/g, '');
}

function otherForm(data: Record<string, unknown>): string {
  const text = data['text/plain'] ?? data['text/html'];
  return typeof text === 'string' ? printed(text.replace(/<[^>]+>/g, '')) : '';
}

/** Stated on the picture, so that the page does not move when it comes. */
function sizeOf(svg: string): [number, number] {
  const [head] = /<svg[^>]*>/.exec(svg) ?? [''];
  const side = (name: string) => Number(new RegExp(`\\s${name}="([\\d.]+)"`).exec(head)?.[1]);
  return [Math.round(side('width')) || 600, Math.round(side('height')) || 200];
}

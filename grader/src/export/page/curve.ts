import { type Html, html } from './html';

const WIDTH = 480;
const HEIGHT = 200;
const LEFT = 52;
const RIGHT = 470;
const TOP = 14;
const BOTTOM = 168;
/** A line of more points than this hides its dots. */
const MOST_DOTS = 30;

/** A number of a training; null (as JSON carries it) or NaN where it was not finite. */
export type Value = number | null;

/**
 * Draws one number an epoch as a line from zero up. Where a value is not finite the line stops, and words say so.
 *
 * @param name what is drawn, as a sentence begins: "Training loss".
 * @returns nothing where there is no line to draw: fewer than two values.
 */
export function curve(name: string, values: readonly Value[]): Html | undefined {
  if (values.length < 2) return undefined;
  const finite = values.filter(isNumber);
  const top = roundUp(Math.max(...finite, 0) || 1);
  const x = (i: number) => LEFT + ((RIGHT - LEFT) * i) / (values.length - 1);
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * Math.max(0, value)) / top;
  const place = (i: number, value: number) => `${round(x(i))},${round(y(value))}`;
  const lost = values.findIndex((value) => !isNumber(value));
  const drawn = (lost < 0 ? values : values.slice(0, lost)).filter(isNumber);
  const told = tell(name, values, lost);
  return html`<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${told}">
${[0, top / 2, top].map((tick) => yTick(tick, y(tick)))}
<text x="${LEFT}" y="${BOTTOM + 20}">epoch 1</text>
<text x="${RIGHT}" y="${BOTTOM + 20}" text-anchor="end">${values.length}</text>
<polyline class="line" points="${drawn.map((value, i) => place(i, value)).join(' ')}"></polyline>
${values.length <= MOST_DOTS && drawn.map((value, i) => html`<circle class="dot" cx="${round(x(i))}" cy="${round(y(value))}" r="3"></circle>`)}
${lost >= 0 && lostMark(x(lost))}
</svg><figcaption>${told}</figcaption></figure>`;
}

function yTick(value: number, at: number): Html {
  return html`<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${round(at)}" y2="${round(at)}"></line>
<text x="${LEFT - 8}" y="${round(at) + 4}" text-anchor="end">${short(value)}</text>
`;
}

function lostMark(x: number): Html {
  const right = x > (LEFT + RIGHT) / 2;
  return html`<line class="cut" x1="${round(x)}" x2="${round(x)}" y1="${TOP}" y2="${BOTTOM}"></line>
<text class="lost" x="${round(x) + (right ? -6 : 6)}" y="${BOTTOM - 8}" text-anchor="${right ? 'end' : 'start'}">not finite from here</text>`;
}

/** The next of 1, 2, 5, 10, 20, … */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((step) => step * power >= value * (1 - 1e-9))!;
}

function tell(name: string, values: readonly Value[], lost: number): string {
  if (lost === 0) return `${name}: not finite from the first epoch on.`;
  const first = short(values[0]!);
  if (lost > 0) return `${name}: ${first} after the first epoch, not finite from epoch ${lost + 1} on.`;
  return `${name}: ${first} after the first epoch, ${short(values.at(-1)!)} after the last of ${values.length}.`;
}

function isNumber(value: Value): value is number {
  return Number.isFinite(value);
}

/** Three digits. */
export function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : 'not finite';
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

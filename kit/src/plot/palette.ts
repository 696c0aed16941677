/** Vermilion, blue, green, purple, orange, sky blue: told apart by colour-blind readers (Okabe and Ito, 2008). */
export const COLORS = ['#D55E00', '#0072B2', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];
/** On points, beside the colour. */
const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'cross', 'triangle-down'];
/** In characters, where there is no colour. */
export const SYMBOLS = ['●', '○', '▲', '△', '■', '□'];
/** What is there to compare with: a diagonal, a base rate. */
export const REFERENCE = '#767676';

/** More points than this on a line hide it. */
export const MOST_POINTS = 30;

/** The n-th of a list that begins anew at its end. */
export function nth(list: readonly string[], n: number): string {
  return list[n % list.length]!;
}

/** A colour (or point shape) for each name; the legend is left out where there is nothing to tell apart. */
export function tell(channel: 'color' | 'shape', field: string, names: readonly string[]): object {
  const domain = [...new Set(names)];
  const all = channel === 'color' ? COLORS : SHAPES;
  const range = domain.map((_, i) => nth(all, i));
  return { [channel]: { field, type: 'nominal', title: null, scale: { domain, range } } };
}

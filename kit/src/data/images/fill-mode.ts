/** What lies outside an image. */
export type FillMode = 'nearest' | 'constant' | 'reflect' | 'wrap';

export const FILL_MODES: readonly FillMode[] = ['nearest', 'constant', 'reflect', 'wrap'];

/** Maps a coordinate, or the place of a sample, onto a side of `length` values. */
type Extension = (at: number, length: number) => number;

/** Where a coordinate is outside and `cval` stands in. Inside, no coordinate is below -1. */
export const OUTSIDE = -2;

/**
 * Where SciPy 1.13's `ndimage` looks for a coordinate that is outside an image: abcd extends as
 * `nearest` aaaa|abcd|dddd, `constant` kkkk|abcd|kkkk, `reflect` dcba|abcd|dcba, and `wrap` with a period of
 * one less than the side, dbcd|abcd|bcab: its first and last pixel fall together.
 */
export const EXTENSIONS: Record<FillMode, Extension> = {
  nearest: (at, length) => Math.min(Math.max(at, 0), length - 1),
  constant: (at, length) => (at < 0 || at > length - 1 ? OUTSIDE : at),
  reflect,
  wrap: (at, length) => {
    if (length <= 1) return 0;
    const period = length - 1;
    if (at < 0) return at + period * (Math.trunc(-at / period) + 1);
    return at > period ? at - period * Math.trunc(at / period) : at;
  },
};

/** Where SciPy takes the neighbour of a sample that lies one beyond the border, once the coordinate is mapped. */
export const BORDERS: Record<FillMode, Extension> = {
  nearest: EXTENSIONS.nearest,
  reflect,
  constant: mirror,
  wrap: mirror,
};

function reflect(at: number, length: number): number {
  if (length <= 1) return 0;
  const period = 2 * length;
  if (at < 0) {
    const shifted = at < -period ? at + period * Math.trunc(-at / period) : at;
    if (shifted < -length) return shifted + period;
    return (shifted > -Number.EPSILON ? Number.EPSILON : -shifted) - 1;
  }
  if (at <= length - 1) return at;
  const shifted = at - period * Math.trunc(at / period);
  return shifted >= length ? period - shifted - 1 : shifted;
}

function mirror(at: number, length: number): number {
  if (length <= 1) return 0;
  return at < 0 ? -at : at > length - 1 ? 2 * (length - 1) - at : at;
}

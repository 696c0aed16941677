/** From values to places on an axis, and back. */
export interface Scale {
  apply: (value: number) => number;
  invert: (place: number) => number;
}

export const linear: Scale = { apply: (value) => value, invert: (place) => place };

/** Logarithmic far from zero, and yet holds zero and negative numbers. */
export const symlog: Scale = {
  apply: (value) => Math.sign(value) * Math.log10(1 + Math.abs(value)),
  invert: (place) => Math.sign(place) * (10 ** Math.abs(place) - 1),
};

/** For values above zero. */
export const log: Scale = { apply: Math.log10, invert: (place) => 10 ** place };

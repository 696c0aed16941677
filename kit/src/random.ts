import { alea } from 'seedrandom';

/** A source of uniform numbers in [0, 1). */
export type Generator = () => number;

// biome-ignore lint/plugin: this is the door.
const unseeded: Generator = Math.random;
let current: Generator = unseeded;

/**
 * Sets the one seed from which everything random follows: weight initializers, the shuffle in `fit`,
 * dropout masks, and the kit's own draws. The same seed on the same engine with the same number of
 * threads gives bit-identical losses.
 *
 * tfjs draws from `Math.random` in each of those places, so the seeded generator takes its place.
 * Do not also pass a `seed` to a dropout layer: it would repeat one mask at every step.
 *
 * @param n a whole number >= 0 (0 is a seed like any other here).
 * @throws RangeError when `n` is not a whole number >= 0.
 * @example
 * seed(1);
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
 */
export function seed(n: number): void {
  current = generator(n);
  Math.random = random;
}

/**
 * Draws the next uniform number in [0, 1) from the seeded stream (unseeded before the first `seed`).
 *
 * @example
 * seed(1);
 * const coin = random() < 0.5 ? 'heads' : 'tails';
 */
export function random(): number {
  return current();
}

/**
 * Makes a generator of its own, apart from the global stream, so that a data set does not depend on
 * what was drawn before it. Baagøe's Alea, as shipped by the package seedrandom.
 *
 * @param n a whole number >= 0.
 * @throws RangeError when `n` is not a whole number >= 0.
 */
export function generator(n: number): Generator {
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(`seed: expected a whole number >= 0, got ${String(n)}`);
  return alea(`unstuck ${n}`);
}

/** Draws one standard normal number (Box and Muller, 1958). */
export function normal(draw: Generator = random): number {
  // 1 - u keeps the logarithm away from zero.
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}

/** Returns 0 … n-1 in random order (Fisher and Yates). */
export function permutation(n: number, draw: Generator = random): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** Runs `f` and keeps what it drew from `Math.random`, in order. */
export function recordDraws<T>(f: () => T): { result: T; draws: number[] } {
  const draws: number[] = [];
  // biome-ignore lint/plugin: this is the door.
  const draw = Math.random;
  Math.random = () => {
    const drawn = draw();
    draws.push(drawn);
    return drawn;
  };
  try {
    return { result: f(), draws };
  } finally {
    Math.random = draw;
  }
}

/** The uniform numbers that `tf.randomUniform` makes of one number drawn from `Math.random` (tfjs-core, rand_util.ts). */
export function uniformStream(drawn: number): Generator {
  return alea(String(drawn));
}

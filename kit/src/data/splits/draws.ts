import { type Generator, generator, permutation, random } from '../../random';

/** The random choices a split makes: tests put the original's in their place. */
export interface Draws {
  /** 0 … n-1 in random order. */
  permutation(n: number): number[];
  /** `size` of `from`, without repeats, in random order. */
  choice(from: number[], size: number): number[];
  /** The same values in random order. */
  shuffle(values: number[]): number[];
}

/** Draws from the global stream, or from one of its own where a seed is given. */
export function drawsFrom(seed: number | undefined): Draws {
  const draw: Generator = seed === undefined ? random : generator(seed);
  const order = (n: number) => permutation(n, draw);
  const shuffle = (values: number[]) => order(values.length).map((i) => values[i]!);
  return { permutation: order, shuffle, choice: (from, size) => shuffle(from).slice(0, size) };
}

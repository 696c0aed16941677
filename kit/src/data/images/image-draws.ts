import { type Generator, permutation } from '../../random';

/** The random choices of augmentation: tests put Keras' in their place. */
export interface ImageDraws {
  /** A number in [low, high). */
  uniform(low: number, high: number): number;
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
  /** One of the values. */
  pick(values: readonly number[]): number;
  /** Heads or tails. */
  chance(): boolean;
  /** 0 … n-1 in random order. */
  permutation(n: number): number[];
}

/** Makes the choices from a stream of uniform numbers. */
export function drawsFrom(draw: Generator): ImageDraws {
  const below = (n: number) => Math.floor(draw() * n);
  return {
    uniform: (low, high) => low + (high - low) * draw(),
    below,
    pick: (values) => values[below(values.length)]!,
    chance: () => draw() < 0.5,
    permutation: (n) => permutation(n, draw),
  };
}

import { type Code, largest, load, type Routine, repeat, routine, smallest, splat, store } from './assembler';

/** `relu(from, to, vectors)`: max(x, 0), which keeps NaN. */
export const relu: Routine = each((x) => largest(x, splat(0)));

/** `relu6(from, to, vectors)`: min(max(x, 0), 6), which keeps NaN. */
export const relu6: Routine = each((x) => smallest(largest(x, splat(0)), splat(6)));

function each(activation: (x: Code) => Code): Routine {
  return routine(3, (scope, from, to, vectors) => [
    repeat(scope, vectors.get, [store(to.get, activation(load(from.get))), from.advance(16), to.advance(16)]),
  ]);
}

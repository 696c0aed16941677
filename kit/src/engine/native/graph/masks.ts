import { uniformStream } from '../../../random';
import type { Recording, Value } from './recording';

export type ConstantValue = Extract<Value, { kind: 'constant' }>;

/** Enough numbers to know a random tensor by. */
const TELLING = 4;

/**
 * Finds the random tensors of a step (the masks of dropout): they are drawn anew at each step.
 *
 * @param draws what the step took from `Math.random`.
 * @returns undefined when something else was made of a draw.
 */
export function randomTensors({ values }: Recording, draws: number[]): ConstantValue[] | undefined {
  const constants = [...values.values()].filter(
    (value): value is ConstantValue => value.kind === 'constant' && value.values instanceof Float32Array,
  );
  const made = draws.flatMap((drawn) => constants.find((constant) => isMadeOf(constant, drawn)) ?? []);
  return made.length === draws.length ? made : undefined;
}

function isMadeOf({ values }: ConstantValue, drawn: number): boolean {
  if (values.length === 0) return false;
  const next = uniformStream(drawn);
  return values.subarray(0, TELLING).every((value) => value === Math.fround(next()));
}

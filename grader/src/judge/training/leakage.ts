import type { NdArray } from 'unstuck/data';
import { failed, type Judgement } from '../matchers/judgement';

/** Held-out rows in another company, and which of them are as they were. */
interface Probe {
  /** What was done: "the rows came in another order". */
  change: string;
  x: NdArray;
  same: { at: number; was: number }[];
}

/**
 * Probabilities of the same row may differ by this much: in another batch the engine adds in another order, which
 * moves them by some millionths.
 */
export const TOLERANCE = 1e-3;

/**
 * The held-out rows in every way that a prediction must not notice; the first two as they are. The training rows need
 * no such probe: held-out rows come when training has ended, so that nothing fitted before can depend on them. What is
 * fitted to the first rows that come then is `remembersFirstRows`' business.
 */
export function leakageProbes(x: NdArray): Probe[] {
  const rows = x.shape[0]!;
  const all = places(rows);
  const strange = rowsOf(away(x), all);
  const mixed = rowsOf(x, all).map((row, at) => (at % 2 === 0 ? row : strange[at]!));
  return [
    { change: '', x, same: [] },
    { change: '', x, same: identity(all) },
    {
      change: 'the rows came in another order',
      x: like(x, rowsOf(x, [...all].reverse())),
      same: all.map((at) => ({ at, was: rows - 1 - at })),
    },
    {
      change: 'every second row was changed',
      x: like(x, mixed),
      same: identity(all.filter((at) => at % 2 === 0)),
    },
    { change: 'rows were added', x: like(x, [...rowsOf(x, all), ...strange]), same: identity(all) },
    ...[0, rows >> 1, rows - 1].map((was) => ({
      change: 'it came alone',
      x: like(x, rowsOf(x, [was])),
      same: [{ at: 0, was }],
    })),
  ];
}

/** Says where the prediction for a row moved with what came beside it; undefined where none did. */
export function leakage(probes: Probe[], predictions: number[][], outputs: number): Judgement | undefined {
  const [before, again] = predictions as [number[], number[]];
  const [, repetition, ...others] = probes;
  if (distance(repetition!, again, before, outputs) > TOLERANCE)
    return failed(
      'unsteady-predictions',
      'Asked twice about the same rows, the network gave different answers. Is something random still at work, ' +
        'such as dropout, that belongs to training alone, or does something count on from call to call?',
    );
  for (const [i, probe] of others.entries()) {
    const moved = distance(probe, predictions[i + 2]!, before, outputs);
    if (moved > TOLERANCE)
      return failed(
        'leakage',
        `The prediction for a row moved by ${Number(moved.toPrecision(2))} when ${probe.change}. What becomes of ` +
          'a row must be settled by the training rows, not by the rows it comes with.',
        { change: probe.change, moved },
      );
  }
  return undefined;
}

/** Largest difference of a prediction for a row that is the same; 0 where the cell could not take so many rows. */
function distance({ same }: Probe, now: number[], before: number[], outputs: number): number {
  if (now.length === 0) return 0;
  const differences = same.flatMap(({ at, was }) =>
    places(outputs).map((i) => Math.abs(now[at * outputs + i]! - before[was * outputs + i]!)),
  );
  // NaN, where there are fewer numbers than asked for, is a difference.
  return differences.every((value) => value <= TOLERANCE) ? 0 : Math.max(...differences.map((d) => d || 1));
}

/** Rows that move the mean, the deviation, the median and the range of any set they are in. */
function away(x: NdArray): NdArray {
  const [low, high] = x.values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
  return { ...x, values: x.values.map((value) => value + (high - low)) };
}

export function rowsOf({ values, shape }: NdArray, rows: number[]): Float32Array[] {
  const size = values.length / shape[0]!;
  return rows.map((row) => values.subarray(row * size, (row + 1) * size));
}

/** These rows, in the shape of `x`. */
export function like({ values, shape }: NdArray, rows: Float32Array[]): NdArray {
  const size = values.length / shape[0]!;
  const joined = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    joined.set(row, i * size);
  });
  return { values: joined, shape: [rows.length, ...shape.slice(1)] };
}

function places(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

function identity(rows: number[]): Probe['same'] {
  return rows.map((at) => ({ at, was: at }));
}

import type { DescribedData } from '../data-statistics';
import { evenly } from '../evenly';
import { MOST_TRAINING, rowOf } from './rows';

/** Windows that have fewer steps in common, or less than half of theirs, are different ones. */
const LEAST_SHARED = 8;
/** One mark among zeros, as in a one-hot row, stands at other places in other rows. */
const LEAST_DIFFERENT = 4;

/** Share of a sample's windows of a series of which half, or more, stands in a training row at another place. */
export function windows(sample: number[], training: DescribedData, validation: DescribedData): number {
  const [steps = 1, perStep = 1, more] = validation.statistics.inputShape;
  if (more !== undefined || steps < LEAST_SHARED) return 0;
  const anchors = anchorsOf(
    sample.map((row) => rowOf(validation, row)),
    perStep,
  );
  const found = new Set<Float32Array>();
  for (const other of evenly(training.pass.prints.length, MOST_TRAINING)) {
    const known = rowOf(training, other);
    for (let i = 0; i < known.length; i++)
      for (const { row, at } of anchors.get(known[i]!) ?? [])
        if (continues(row, known, (i - at) / perStep, perStep)) found.add(row);
  }
  return found.size / sample.length;
}

/** By its value, a place near the middle of each row that has this value nowhere else: there the row is looked for. */
function anchorsOf(rows: Float32Array[], perStep: number) {
  const anchors = new Map<number, { row: Float32Array; at: number }[]>();
  for (const row of rows) {
    const middle = Math.floor(row.length / perStep / 2) * perStep;
    const near = Array.from({ length: Math.ceil(row.length / 4) }, (_, i) => [middle - i, middle + i]).flat();
    const at = near.find((i) => row.indexOf(row[i]!) === row.lastIndexOf(row[i]!));
    if (at === undefined) continue;
    const value = row[at]!;
    anchors.set(value, [...(anchors.get(value) ?? []), { row, at }]);
  }
  return anchors;
}

/** Whether two windows are the same where they meet, when one is so many whole steps ahead. */
function continues(row: Float32Array, known: Float32Array, ahead: number, perStep: number): boolean {
  const shared = row.length - Math.abs(ahead) * perStep;
  if (ahead === 0 || !Number.isInteger(ahead)) return false;
  if (shared < LEAST_SHARED * perStep || shared < row.length / 2) return false;
  const [ours, theirs] = [Math.max(0, -ahead) * perStep, Math.max(0, ahead) * perStep];
  for (let i = 0; i < shared; i++) if (row[ours + i] !== known[theirs + i]) return false;
  return new Set(row.subarray(ours, ours + shared)).size >= LEAST_DIFFERENT;
}

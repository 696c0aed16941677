import type { NdArray } from 'unstuck/data';
import type { TrainedAnswer } from '../../sandbox';
import { assess } from './assess';
import type { LabelledRows, RunData, TrainingTask } from './task';

/**
 * Training rows of a control: each class under the number of the next one, and the last under that of the first. A
 * network that learns from these labels names every class wrongly; weights found elsewhere, a rule written by hand
 * or labels known by heart still name them as before.
 *
 * @returns undefined where the labels are no classes.
 */
export function relabelled(
  { x, y }: LabelledRows,
  outputs = y.shape.slice(1).reduce((product, side) => product * side, 1),
): LabelledRows | undefined {
  const values = isOneColumn(y) ? nextNumbers(y.values, Math.max(2, outputs)) : nextColumns(y);
  return values && { x, y: { ...y, values } };
}

/**
 * Whether the control can tell: what passed must fail when it is measured against the other labels. Criteria that look at
 * no label are met by every answer, and would accuse every answer.
 */
export function controlTells(task: TrainingTask, data: RunData, trained: TrainedAnswer): boolean {
  const train = relabelled(data.train, task.outputs);
  const heldOut = relabelled(data.heldOut, task.outputs);
  return !!train && !!heldOut && !assess(task, { train, heldOut }, trained).judgement.pass;
}

function isOneColumn({ shape, values }: NdArray): boolean {
  return values.length === shape[0];
}

function nextNumbers(labels: Float32Array, classes: number): Float32Array | undefined {
  const areClasses = labels.every((label) => Number.isInteger(label) && label >= 0 && label < classes);
  return areClasses ? labels.map((label) => (label + 1) % classes) : undefined;
}

function nextColumns({ shape, values }: NdArray): Float32Array {
  const columns = values.length / shape[0]!;
  return values.map((_, i) => {
    const column = i % columns;
    return values[i - column + ((column + columns - 1) % columns)]!;
  });
}

import type { NdArray } from 'unstuck/data';
import type { HooksAsked, LayerConfig, TrainedAnswer } from '../../sandbox';

/** Rows and their labels: y is [rows], [rows, 1] or [rows, classes]. */
export interface LabelledRows {
  x: NdArray;
  y: NdArray;
}

/** The data of one run. */
export interface RunData {
  train: LabelledRows;
  /** Its labels never leave the grader. */
  heldOut: LabelledRows;
}

/** What a criterion measures: one trained answer beside the data it was trained and asked on. */
export interface TrainedRun extends RunData {
  /** For the held-out rows: [rows], or [rows * outputs] for more than one output. */
  predictions: number[];
  /** The same for the training rows as drawn: before `resample` and without `augment`. */
  trainPredictions: number[];
  /** Numbers that the network gives for one row. */
  outputs: number;
  /** `loss`, the metrics and `rates`, one number an epoch. */
  history: Record<string, number[]>;
  layers: LayerConfig[];
  /** The student's, or 0.5. */
  threshold: number;
  /** Range of the training inputs as the network saw them. */
  input: TrainedAnswer['input'];
}

/** One thing that a run must reach; exactly one of `atLeast` and `atMost` is given. */
export interface Criterion {
  /** What is measured, in words: "test accuracy". */
  name: string;
  /** Stable slug of the failure: "no-generalization". */
  reason: string;
  atLeast?: number;
  atMost?: number;
  measure(run: TrainedRun): number;
  /** A sentence for the student when the criterion is missed: what that means, where to look. */
  explain(value: number, run: TrainedRun): string;
}

/** A training question: what the cell may define, the data of a run, and what the run must reach. */
export interface TrainingTask {
  hooks: HooksAsked;
  epochs: number;
  batchSize: number;
  /** Numbers that the network must give for one row. Default: the columns of y. */
  outputs?: number;
  /** The same `run` gives the same data. */
  data(run: number): RunData;
  criteria: Criterion[];
}

/**
 * Defines a training question. `judgeTraining` judges students by it, `unstuck dev calibrate` measures it.
 *
 * @throws Error when the task could not judge: a criterion without a bound or with two, no `buildModel`.
 */
export function trainingTask(task: TrainingTask): TrainingTask {
  if (!task.hooks.required.includes('buildModel'))
    throw new Error('trainingTask: hooks.required: expected "buildModel" among them; add it');
  if (task.criteria.length === 0) throw new Error('trainingTask: criteria: expected at least one, got none');
  for (const { name, atLeast, atMost } of task.criteria)
    if ((atLeast === undefined) === (atMost === undefined))
      throw new Error(`trainingTask: criteria: "${name}" needs either atLeast or atMost`);
  const names = task.criteria.map(({ name }) => name);
  if (new Set(names).size < names.length)
    throw new Error(`trainingTask: criteria: two have the same name, of ${names.join(', ')}; rename one`);
  return task;
}

/** What can be wrong, as the lessons call it. */
export type Fault =
  | 'unnormalized-input'
  | 'class-imbalance'
  | 'overfitting'
  | 'underfitting'
  | 'scaler-leakage'
  | 'lr-too-high'
  | 'lr-too-low'
  | 'lr-plateau'
  | 'wrong-output-activation'
  | 'wrong-loss'
  | 'saturated-activations'
  | 'dying-relu'
  | 'vanishing-gradient'
  | 'exploding-gradient'
  | 'bad-initialization'
  | 'label-noise'
  | 'bad-images'
  | 'unshuffled-split'
  | 'train-test-overlap'
  | 'batch-size-too-large'
  | 'batch-size-too-small'
  | 'over-regularized'
  | 'ineffective-regularizer';

/** One change, everything else as it was, that tells whether a finding is right. */
export interface Experiment {
  /** What to do, in one line. */
  try: string;
  /** What then happens if the finding is right. */
  expect: string;
  /** The change, where `confirm` can make it by itself. */
  change?: ExperimentChange;
}

/** Changes that need no other data than the run had. */
export type ExperimentChange =
  | { kind: 'rate'; times: number }
  | { kind: 'batch'; size: number }
  | { kind: 'standardize-input' }
  | { kind: 'standardize-targets' }
  /** The last layer and the loss that the targets need, and these as that loss takes them. */
  | { kind: 'output' }
  | { kind: 'class-weight' }
  /** Entries of the configuration of hidden layers with weights, and of the layers that drop or add noise. */
  | { kind: 'layers'; config: Record<string, unknown>; dropout?: number };

/** The first change of a kind, if there is one. */
export function changeOf<K extends ExperimentChange['kind']>(
  changes: readonly ExperimentChange[],
  kind: K,
): Extract<ExperimentChange, { kind: K }> | undefined {
  return changes.find((change) => change.kind === kind) as Extract<ExperimentChange, { kind: K }> | undefined;
}

/** A fault that a run shows. */
export interface Finding {
  fault: Fault;
  /** In [0, 1]: the more independent statistics agree, the higher. */
  confidence: number;
  /** What was measured, in numbers. */
  evidence: string;
  /** What to do, in one line. */
  fix: string;
  /** Slug of the lesson that explains it. */
  lesson: string;
  experiment: Experiment;
}

/** A statistic that speaks for a fault, in words with its number; false where it does not. */
type Sign = string | false | undefined;

/** One way in which a training goes wrong. */
export interface Rule {
  fault: Fault;
  fix: string;
  lesson: string;
  experiment: Experiment;
  /**
   * Looks for the fault.
   *
   * @returns undefined where what must hold does not; else the signs, and `certain` where the model's or the
   *   data's description alone settles it.
   */
  look: (symptoms: import('./symptoms').Symptoms) => Look | undefined;
}

export interface Look {
  signs: Sign[];
  /** Where those of the rule do not fit. */
  fix?: string;
  experiment?: Experiment;
  certain?: boolean;
  /** Something that no other fault brings about, such as a setting: no other fault explains it away. */
  isNoConsequence?: boolean;
}

/** Statistics of one array of numbers. */
export interface Summary {
  min: number;
  max: number;
  mean: number;
  /** Population standard deviation. */
  sd: number;
}

/** What a layer did to a sample of the training rows at the end of one epoch. */
export interface LayerStatistics {
  layer: string;
  /** Its outputs over the sample. */
  activation: Summary;
  /** Share of outputs that are exactly zero, in [0, 1]: a ReLU layer at 1 is dead. */
  zeros: number;
  /** L2 norm of the gradient of the loss by its weights; absent for a layer without weights. */
  gradientNorm?: number;
  /** L2 norm of its weights; absent for a layer without weights. */
  weightNorm?: number;
  /** L2 norm of what its weights changed since the record before; absent in the first and without weights. */
  weightChange?: number;
  /** Share of units, in [0, 1], that are zero on every row of the sample. */
  deadUnits?: number;
  /** Share of outputs, in [0, 1], on the flat part of a sigmoid or tanh: its slope is below a tenth of the steepest. */
  saturated?: number;
}

/** The kernel of a layer before the first update. */
export interface InitialWeights {
  layer: string;
  /** Inputs of one unit. */
  fanIn: number;
  /** Units. */
  fanOut: number;
  kernel: Summary;
  /** Whether every unit has the same weights as the first: all of them then learn the same. */
  unitsAlike: boolean;
  bias?: Summary;
}

/** What is known of the data a run was trained on. */
export interface DataStatistics {
  samples: number;
  /** Shape of one input, without the batch. */
  inputShape: number[];
  input: Summary;
  /** Samples per class, by class label; absent where targets are not classes. */
  classCounts?: Record<string, number>;
  targets?: TargetStatistics;
  features?: FeatureStatistics;
  rows?: RowStatistics;
}

/** What the targets look like. */
export interface TargetStatistics extends Summary {
  /** `one-hot`: several outputs, each 0 or 1; `labels`: whole numbers, one a row; `values`: all else. */
  kind: 'one-hot' | 'labels' | 'values';
  /** Numbers a row. */
  width: number;
  /** Different targets, counted up to 1001. */
  distinct: number;
  /** Targets that are no finite numbers; absent where all are. */
  notFinite?: number;
  /** Share of neighbouring rows of the same class, and what a random order would give. */
  neighboursAlike?: number;
  neighboursAlikeByChance?: number;
}

/** Moments of each input feature over the rows; features that never change are left out. */
export interface FeatureStatistics {
  count: number;
  /** Features of more than two values, where there are any: the next three are of these. Absent in older runs. */
  measured?: number;
  /** Mean absolute value of the features' means. */
  meanOff: number;
  /** Mean distance of the features' standard deviations from 1. */
  sdOff: number;
  /** Share of features whose smallest value is 0 and largest is 1, to 1e-6, each in one or two rows. */
  unitRange: number;
  /** Largest standard deviation over the smallest. */
  sdRatio: number;
}

/** What single rows look like. */
export interface RowStatistics {
  /** Of the rows' means. */
  level: Summary;
  /** Of the rows' own standard deviations. */
  contrast: Summary;
  /** Median of the rows' standard deviations. */
  medianContrast: number;
  /** Share of rows whose standard deviation is below a fiftieth of the median: nothing is to be seen. */
  blank: number;
  /** Rows with a value that is no finite number. */
  notFinite: number;
  /** Share of rows that are equal to an earlier one. */
  repeated: number;
  /** Share of rows that are equal to an earlier one and have another target. */
  contradicting: number;
}

/** Validation rows next to training rows. */
export interface OverlapStatistics {
  /** Share of validation rows that are training rows too, value by value. */
  exact: number;
  /** Share of validation rows, of a sample, that lie closer to a training row than a seventh of the usual distance. */
  near: number;
  /** The same of training rows next to other training rows: high where rows are alike by nature. Absent in older runs, as the next. */
  nearWithin?: number;
  /** Share of validation rows that form a tight group with training rows, apart from all others, as copies do. */
  nearInGroups?: number;
  /** Absent in older runs. */
  derived?: DerivedRows;
  /** Moments of features over training and validation rows together. */
  pooled: FeatureStatistics;
}

/** Validation rows that were made out of training rows: shares of a sample. */
export interface DerivedRows {
  /** Images that are a training row turned about its upright or its level middle. */
  mirrored: number;
  /** Windows of a series of which half, or more, stands in a training row at another place. */
  windows: number;
  /** Rows on the line between two training rows near them, as SMOTE makes them. */
  between: number;
}

/** What the model answers to a sample of rows, dropout off. */
export interface Outcome {
  rows: number;
  /** The compiled loss without regularizers. */
  loss: number;
  outputs: Summary;
  /** Share of outputs that are within 1e-6 of 0 or 1, or beyond: where tfjs' cross-entropies have no gradient. */
  clipped: number;
  /** Share of right answers; for targets that are no classes, it is absent, and so are those of classes below. */
  accuracy?: number;
  /** Share of each class's rows that are found. */
  recall?: Record<string, number>;
  /** Share of all rows that are said to be of a class. */
  predicted?: Record<string, number>;
  /** Of several labels a row: share of the ones among all targets, and share of those that get more than 0.5. */
  ones?: { share: number; found: number };
  /** Share of right answers among the half of the rows that are answered with the highest probability. */
  sureAccuracy?: number;
}

/** The model between epochs. */
export interface Probe {
  /** Epochs trained so far. */
  epoch: number;
  train: Outcome;
  validation?: Outcome;
  /** What the regularizers add to the loss; absent without any. */
  penalty?: number;
}

/** One layer of the model, as Keras would print it in a summary. */
export interface LayerDescription {
  name: string;
  kind: string;
  outputShape: (number | null)[];
  activation?: string;
  parameters: number;
  /** What it regularizes by: the share that Dropout drops, the deviation of GaussianNoise, or the factors of L1 and L2. */
  rate?: number;
  stddev?: number;
  l1?: number;
  l2?: number;
}

/** The model as trained. */
export interface ModelDescription {
  layers: LayerDescription[];
  parameters: number;
  optimizer: string;
  loss: string;
}

/**
 * Everything a training left behind, as plain data: JSON carries it, `diagnose` reads it, `plot` draws it.
 * Arrays in `history` have one number an epoch.
 */
export interface TrainingRun {
  schema: 1;
  engine: 'node' | 'wasm';
  seed?: number;
  batchSize: number;
  /** Epochs that ran; fewer than asked for where a callback stopped the training. */
  epochs: number;
  /** `loss`, `val_loss` and each metric by its tfjs name, e.g. `acc`, `val_acc`. NaN is carried as null in JSON. */
  history: Record<string, number[]>;
  /** Learning rate in force during each epoch. */
  rates: number[];
  /** One list of layers an epoch; empty when `statistics` was off. */
  layers: LayerStatistics[][];
  data: DataStatistics;
  model: ModelDescription;
  /** What was asked for. This and all below is absent in runs that were recorded by an older kit. */
  asked?: { epochs: number; shuffle: boolean; classWeight?: Record<string, number> };
  /** Seconds of the whole training. */
  seconds?: number;
  /** Loss on the sample of rows before the first update, without regularizers. */
  initialLoss?: number;
  /**
   * The first probe's loss on training rows, were their targets in reverse order: the same only of a loss that does not
   * compare row by row. Of losses that are functions.
   */
  reversedLoss?: number;
  /** Layers before the first update. */
  initialLayers?: LayerStatistics[];
  initialWeights?: InitialWeights[];
  /** Before the first epoch, after epochs that lie ever further apart, and at the end, there on more rows. */
  probes?: Probe[];
  validationData?: DataStatistics;
  overlap?: OverlapStatistics;
}

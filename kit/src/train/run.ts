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
}

/** What is known of the data a run was trained on. */
export interface DataStatistics {
  samples: number;
  /** Shape of one input, without the batch. */
  inputShape: number[];
  input: Summary;
  /** Samples per class, by class label; absent where targets are not classes. */
  classCounts?: Record<string, number>;
}

/** One layer of the model, as Keras would print it in a summary. */
export interface LayerDescription {
  name: string;
  kind: string;
  outputShape: (number | null)[];
  activation?: string;
  parameters: number;
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
}

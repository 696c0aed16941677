/** One training, said as plain data: a run is kept under the hash of its plan. */
export interface Plan {
  data: 'gratings' | 'shapes' | 'digits' | 'spots' | 'levels';
  /** Rows to train on; half as many are validated on, and 300 tested. */
  rows: number;
  /** What the data set's function takes, or `classes` of the digits. */
  set?: Record<string, unknown>;
  /** Shares of the classes among validation and test rows, where they are others. */
  heldShares?: number[];
  network: NetworkName;
  /** Activation of hidden layers. Default relu. */
  hidden?: string;
  /** Activation and units of the last layer. Default sigmoid on one unit for two classes, else softmax. */
  output?: string;
  units?: number;
  /** Default: what fits the output. */
  loss?: string;
  /** Inputs: divided by their largest possible value (default), raw, or standardized by feature. */
  scale?: 'unit' | 'raw' | 'standard' | 'minmax' | 'image';
  /** Multiplies the inputs after scaling. */
  times?: number;
  optimizer: 'adam' | 'sgd' | 'momentum' | 'rmsprop';
  rate: number;
  epochs: number;
  batch: number;
  init?: { kernel?: 'zeros' | 'constant' | 'normal'; sd?: number; bias?: number };
  dropout?: number;
  l2?: number;
  l2On?: 'all' | 'output';
  balanced?: boolean;
  reduce?: boolean;
  /** Labels: share drawn anew, divided by a number, or sums of the pixels as a regression. */
  noise?: number;
  divideLabels?: number;
  regress?: number;
  shuffle?: boolean;
  /** What happens to the data of this run only. */
  mishap?: Mishap;
  seed: number;
}

export type Mishap =
  | { kind: 'refit' | 'per-image' | 'fit-on-all' | 'raw-validation' | 'sorted' | 'sorted-tail' }
  | { kind: 'copies' | 'near-copies' | 'blank' | 'static'; share: number }
  | { kind: 'contrast'; factor: number }
  | { kind: 'camera'; gain: number; offset: number };

export type NetworkName =
  | 'small'
  | 'cnn-dense'
  | 'batch-norm'
  | 'all-conv'
  | 'mlp'
  | 'deep'
  | 'linear'
  | 'bottleneck'
  | 'recurrent'
  | 'large';

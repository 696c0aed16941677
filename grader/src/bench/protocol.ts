/**
 * What is said between the bench and its workers: one JSON value a line on the worker's stdin and stdout, one
 * answer to each request, in order. `kit/reference/keras_worker.py` and `kit_worker.py` speak the same.
 */
export type Request = EngineRequest | KitRequest | { command: 'prepare'; task: KitTask };

/** What `bench engine` asks. */
export type EngineRequest =
  | { command: 'hello' }
  | { command: 'prepare'; network: string; rows?: number; task?: Task }
  | { command: 'epoch' };

/** What `bench kit` asks the kit; an original gets `prepare` with the task that the kit answered. */
export type KitRequest =
  | { command: 'hello' }
  | { command: 'prepare'; case: string; rows?: number; folder: string }
  | { command: 'turn' };

/** Answers `hello`. */
export interface Hello {
  /** Threads that one operation may use. */
  threads: number;
  /** Versions of what computes, by name. */
  versions: Record<string, string>;
}

/** Answers `prepare` on tfjs, and tells Keras what to prepare. */
export interface Task {
  /** The model as tfjs and Keras both write it. */
  topology: object;
  /** `adam` in either. */
  optimizer: 'adam';
  /** Keras' own name. */
  loss: 'binary_crossentropy' | 'categorical_crossentropy';
  rows: number;
  batchSize: number;
}

/** Answers `epoch`. */
export interface Epoch {
  seconds: number;
  loss: number;
}

/** Answers `prepare` of the kit, and tells the original what to prepare. */
export interface KitTask {
  work: 'Smote' | 'ImageDataGenerator' | 'StandardScaler';
  shape: number[];
  dtype: 'float32' | 'float64';
  /** How many rows, the first ones, are of class 1; the others are of class 0. */
  minority: number;
  /** Where the data are: bare numbers, row by row, in the machine's byte order. */
  file: string;
}

/** Answers `turn`: the work done once. */
export interface Turn {
  seconds: number;
  /** Rows (or images) that came out. */
  rows: number;
}

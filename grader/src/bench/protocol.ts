/**
 * What is said between the bench and its workers: one JSON value a line on the worker's stdin and stdout, one
 * answer to each request, in order. `kit/reference/keras_worker.py` speaks the same.
 */
export type Request =
  | { command: 'hello' }
  | { command: 'prepare'; network: string; rows?: number; task?: Task }
  | { command: 'epoch' };

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

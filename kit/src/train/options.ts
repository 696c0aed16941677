import type * as tf from '@tensorflow/tfjs';
import type { TrainCallback } from './callbacks/to-callbacks';

/** What `train` takes: the names are those of Keras' `fit`. */
export interface TrainOptions {
  /** Inputs, [samples, …]. The caller keeps the tensor. */
  x: tf.Tensor;
  /** Targets, one a sample: [samples] or [samples, outputs]. The caller keeps the tensor. */
  y: tf.Tensor;
  /** Held-out rows, evaluated at the end of each epoch. */
  validation?: { x: tf.Tensor; y: tf.Tensor };
  /** Passes over the data, a whole number >= 1. */
  epochs: number;
  /** Rows per update. Default 32. */
  batchSize?: number;
  /** Weight of each class in the loss; a class that is not named weighs 1, as in Keras 3 (2.15 refuses it). */
  classWeight?: Record<number, number>;
  /** The kit's callbacks, tfjs' own, or objects with the hooks of `tf.CustomCallbackArgs`. */
  callbacks?: TrainCallback[];
  /** Calls `seed` before the first batch, so that shuffle and dropout repeat. */
  seed?: number;
  /** Shuffle rows before each epoch. Default true. */
  shuffle?: boolean;
  /** Record layers at the end of each epoch, on the first 32 rows (fewer for a large network), and answers to a sample of rows. Default true. */
  statistics?: boolean;
  /** In a notebook, show a folded panel with the doctor's findings, where there are any. Default true. */
  doctor?: boolean;
}

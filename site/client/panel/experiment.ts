import type { TrainOptions, tf } from 'unstuck';
import type { NdArray } from 'unstuck/data';

/** The two networks of a panel. */
export type Side = 'broken' | 'fixed';

/** A choice that the reader has; its values are numbers. */
export interface Control {
  label: string;
  /** Which network it changes; both where it is left out. */
  side?: Side;
  values: readonly { value: number; label: string }[];
  /** The lesson's own choice. */
  initial: number;
}

/** What the reader chose, by the control's name. */
export type Settings = Record<string, number>;

/** What a network is trained on; the training gives the tensors back when it ends. */
export interface Training extends Omit<TrainOptions, 'seed' | 'callbacks'> {
  model: tf.LayersModel;
  callbacks?: TrainOptions['callbacks'];
  /** Held-out images as they are shown, [n, height, width, 1 or 3]; the first few of the validation rows. */
  images: NdArray;
  /** What is right for each of them. */
  labels: string[];
  /** What the network says of a row, in words. */
  say(row: ArrayLike<number>): string;
}

/** What comes of the lesson's own choices in the last epoch. */
interface Expectation {
  metric: 'loss' | 'acc' | 'val_loss' | 'val_acc';
  broken: Limits;
  fixed: Limits;
}

/** Where a number is to lie, both ends included. */
interface Limits {
  least?: number;
  most?: number;
}

/** A lesson's broken network beside its mended one. */
export interface Experiment {
  /** What differs, in one sentence. */
  says: string;
  names: Record<Side, string>;
  controls: Record<string, Control>;
  expected: Expectation;
  /** Builds one side's network and data; called after `seed`. */
  prepare(side: Side, settings: Settings, seed: number): Training;
}

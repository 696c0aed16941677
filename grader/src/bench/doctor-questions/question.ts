import { type Loss, seed, type TrainingRun, type TrainOptions, tf, train } from 'unstuck';

/** Rows as a student would hold them. */
export interface Rows {
  x: tf.Tensor;
  y: tf.Tensor;
}

/** Training rows, and held-out ones where there are any. */
export interface Parts extends Rows {
  held?: Rows;
}

/** A network as people show it when they ask why theirs does not learn, or whether it is all right. */
export interface Question {
  name: string;
  /** What is wrong: the first is meant, the others say the same as truly. Empty: nothing is. */
  faults: string[];
  data: () => Parts;
  layers: () => tf.layers.Layer[];
  optimizer: () => tf.Optimizer;
  loss: string | Loss;
  /** Default accuracy; none for a regression. */
  metrics?: string[];
  fit: Omit<TrainOptions, 'x' | 'y' | 'validation'>;
}

/** Of a rate, as `optimizer` wants it: made anew for each training. */
export const adam = (rate: number) => () => tf.train.adam(rate);

const SEED = 3;

/** Trains a question's network. */
export async function ask({
  data,
  layers,
  optimizer,
  loss,
  metrics = ['accuracy'],
  fit,
}: Question): Promise<TrainingRun> {
  seed(SEED);
  const { x, y, held } = data();
  const input = tf.layers.inputLayer({ inputShape: x.shape.slice(1) as number[] });
  const model = tf.sequential({ layers: [input, ...layers()] });
  model.compile({ optimizer: optimizer(), loss, metrics });
  const run = await train(model, { x, y, ...(held ? { validation: held } : {}), seed: SEED, ...fit });
  model.dispose();
  tf.dispose([x, y, ...(held ? [held.x, held.y] : [])]);
  return run;
}

type Activation = 'relu' | 'sigmoid' | 'tanh' | 'softmax' | 'softplus' | 'selu' | 'elu' | 'linear';

/** Layers by the names that people use in their questions. */
export const dense = (units: number, activation: Activation = 'linear', more: object = {}) =>
  tf.layers.dense({ units, activation, ...more });
export const conv = (filters: number, activation: Activation = 'relu', more: object = {}) =>
  tf.layers.conv2d({ filters, kernelSize: 3, activation, ...more });
export const pool = () => tf.layers.maxPooling2d({ poolSize: 2 });
export const flatten = () => tf.layers.flatten();
export const dropout = (rate: number) => tf.layers.dropout({ rate });
export const repeat = (n: number, layer: () => tf.layers.Layer) => Array.from({ length: n }, layer);

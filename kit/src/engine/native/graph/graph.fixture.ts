import * as tf from '@tensorflow/tfjs';
import { seed } from '../../../random';
import { graphModeOf, installGraphMode } from '.';

/** Steps after which a model's training is a graph. */
export const STEPS_BEFORE = 10;

/** A network to be trained with and without a graph. */
export interface Case {
  layers: () => tf.layers.Layer[];
  loss?: string;
  optimizer?: () => tf.Optimizer;
  metrics?: string[];
  /** Class labels in place of 0 and 1. */
  classes?: number;
  classWeight?: Record<number, number>;
}

/** Builds and compiles a case's network, from the same initial weights each time. */
export function build({
  layers,
  loss = 'binaryCrossentropy',
  optimizer = () => tf.train.adam(0.01),
  metrics = ['accuracy'],
}: Case): tf.Sequential {
  seed(1);
  const model = tf.sequential({ layers: layers() });
  model.compile({ optimizer: optimizer(), loss, metrics });
  return model;
}

/** Rows for a network, with labels that depend on them. */
export function rows(
  model: tf.LayersModel,
  { classes }: Case,
  count: number,
): { x: tf.Tensor; y: tf.Tensor } {
  const shape = model.inputs[0]!.shape.slice(1) as number[];
  return tf.tidy(() => {
    const x = tf.randomUniform([count, ...shape], -1, 1);
    const score = x.reshape([count, -1]).sum(1);
    if (!classes) return { x, y: score.greater(0).toFloat().expandDims(1) };
    const label = score.mul(classes).floor().mod(classes).toInt();
    return { x, y: tf.oneHot(label, classes, 1, 0, 'float32') };
  });
}

/** Losses of each step of a training, and how many of the steps a graph has made. */
export interface Curve {
  losses: number[];
  /** Of each epoch, on 40 rows of their own. */
  validationLosses: number[];
  weights: number[][];
  stepsInGraph: number;
  testStepsInGraph: number;
}

/** Trains a case by `fit` and keeps the loss of every step; 44 rows in batches of 16 leave one of 12. */
export async function curve(one: Case, epochs: number, graph: boolean): Promise<Curve> {
  const uninstall = graph ? installGraphMode() : () => {};
  try {
    const model = build(one);
    const { x, y } = rows(model, one, 44);
    const held = rows(model, one, 40);
    const losses: number[] = [];
    seed(2);
    const { history } = await model.fit(x, y, {
      epochs,
      validationData: [held.x, held.y],
      batchSize: 16,
      verbose: 0,
      ...(one.classWeight ? { classWeight: one.classWeight } : {}),
      callbacks: {
        onBatchEnd: async (_batch, logs) => {
          losses.push(logs!.loss as number);
        },
      },
    });
    const weights = model.getWeights().map((weight) => Array.from(weight.dataSync()));
    const { steps, testSteps } = graphModeOf(model);
    model.dispose();
    tf.dispose([x, y, held.x, held.y]);
    const validationLosses = history.val_loss as number[];
    return { losses, validationLosses, weights, stepsInGraph: steps, testStepsInGraph: testSteps };
  } finally {
    uninstall();
  }
}

import { seed, tf, train } from 'unstuck';
import type { Network } from './networks';
import type { Epoch, Task } from './protocol';

const BATCH_SIZE = 32;

/** A network with data to train on, made ready to be timed. */
export interface Prepared {
  model: tf.LayersModel;
  x: tf.Tensor;
  y: tf.Tensor;
}

/** Builds and compiles a network, and draws its data. The caller releases it. */
export function prepare(network: Network, rows = network.rows): Prepared {
  seed(1);
  const model = tf.sequential({ layers: network.layers() });
  model.compile({ optimizer: 'adam', loss: network.loss, metrics: ['accuracy'] });
  const x = tf.randomUniform([rows, ...(model.inputs[0]!.shape.slice(1) as number[])]);
  return { model, x, y: randomTargets(rows, model.outputs[0]!.shape[1]!) };
}

/** Frees what `prepare` made. */
export function release({ model, x, y }: Prepared): void {
  model.dispose();
  tf.dispose([x, y]);
}

/** Says what was prepared so that Keras can prepare the same. */
export function describe({ model, x }: Prepared): Task {
  const loss = model.loss === 'binaryCrossentropy' ? 'binary_crossentropy' : 'categorical_crossentropy';
  const topology = model.toJSON(null, false) as object;
  return { topology, optimizer: 'adam', loss, rows: x.shape[0]!, batchSize: BATCH_SIZE };
}

/** Trains one epoch. Timed from callback to callback, as on Keras: what comes once a training is not a cost of its epochs. */
export async function epoch({ model, x, y }: Prepared): Promise<Epoch> {
  let began = 0;
  let seconds = 0;
  const timer: tf.CustomCallbackArgs = {
    onEpochBegin: async () => {
      began = tf.util.now();
    },
    onEpochEnd: async () => {
      seconds = (tf.util.now() - began) / 1000;
    },
  };
  const options = { x, y, epochs: 1, batchSize: BATCH_SIZE, statistics: false, callbacks: [timer] };
  const { history } = await train(model, options);
  return { seconds, loss: history.loss![0]! };
}

function randomTargets(rows: number, outputs: number): tf.Tensor {
  return tf.tidy(() => {
    const classes = tf.randomUniform([rows], 0, Math.max(2, outputs), 'int32');
    return outputs === 1
      ? classes.toFloat().reshape([rows, 1])
      : tf.oneHot(classes, outputs, 1, 0, 'float32');
  });
}

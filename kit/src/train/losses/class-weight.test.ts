import * as tf from '@tensorflow/tfjs';
import { expectClose } from '../../close.fixture';
import { ready } from '../../engine';
import { golden } from '../../golden.fixture';
import { train } from '../train';

type Task = 'binary' | 'categorical';

interface Training {
  name: string;
  task: Task;
  optimizer: 'sgd' | 'momentum' | 'adam';
  regularizer: 'none' | 'l1' | 'l2' | 'l1l2';
  classWeight?: Record<number, number>;
  loss: number[];
  valLoss: number[];
  /** The regularizers' part of the loss at the end of each epoch. */
  penalty: number[];
}

interface Golden {
  data: Record<Task, { x: number[][]; y: number[][]; weights: number[][][] }>;
  trainings: Training[];
}

const { data, trainings } = golden<Golden>('losses');

const regularizers = {
  none: () => undefined,
  l1: () => tf.regularizers.l1({ l1: 0.01 }),
  l2: () => tf.regularizers.l2({ l2: 0.02 }),
  l1l2: () => tf.regularizers.l1l2({ l1: 0.003, l2: 0.02 }),
};
const optimizers = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  adam: () => tf.train.adam(0.01),
};

beforeAll(async () => {
  await ready();
});

function network({ task, regularizer, optimizer }: Training): tf.Sequential {
  const regularized = (args: { units: number; activation: 'tanh' | 'sigmoid' | 'softmax' }) => {
    const kernelRegularizer = regularizers[regularizer]();
    return { ...args, ...(kernelRegularizer ? { kernelRegularizer } : {}) };
  };
  const last = task === 'binary' ? ({ units: 1, activation: 'sigmoid' } as const) : undefined;
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ ...regularized({ units: 6, activation: 'tanh' }), inputShape: [4] }),
      tf.layers.dense(regularized(last ?? { units: 3, activation: 'softmax' })),
    ],
  });
  tf.tidy(() => model.setWeights(data[task].weights.map((weight) => tf.tensor(weight))));
  model.compile({ optimizer: optimizers[optimizer](), loss: `${task}Crossentropy` });
  return model;
}

function trainAsKeras(training: Training) {
  const [x, y] = [tf.tensor2d(data[training.task].x), tf.tensor2d(data[training.task].y)];
  return train(network(training), {
    x,
    y,
    validation: { x, y },
    epochs: 2,
    batchSize: x.shape[0],
    shuffle: false,
    ...(training.classWeight ? { classWeight: training.classWeight } : {}),
  });
}

test.each(trainings)('the losses are those of Keras: $name', async (training) => {
  const run = await trainAsKeras(training);
  expectClose(run.history.loss, training.loss, 1e-5);
});

test.each(trainings.filter(({ optimizer }) => optimizer === 'sgd'))(
  'val_loss leaves the penalties out, and the class weights as in Keras: $name',
  async (training) => {
    const { history } = await trainAsKeras(training);
    const withPenalty = history.val_loss!.map((loss, epoch) => loss + training.penalty[epoch]!);
    expectClose(withPenalty, training.valLoss, 1e-5);
  },
);

import { EarlyStopping, random, StandardScaler, seed, tf } from 'unstuck';
import { generator } from 'unstuck/random';
import type { Hooks } from './hooks';
import { watchSteps } from './steps';
import { type TrainingRequest, trainAnswer } from './train';

/** Two blobs that a line parts, on a scale of their own. */
function blobs(n: number, rows = 40) {
  const draw = generator(n);
  const values = Float32Array.from({ length: rows * 2 }, (_, i) => 100 + 10 * ((i >> 1) % 2) + 4 * draw());
  const labels = Float32Array.from({ length: rows }, (_, i) => i % 2);
  return { x: { values, shape: [rows, 2] }, y: { values: labels, shape: [rows, 1] } };
}

const request: TrainingRequest = { seed: 3, ...blobs(1), epochs: 4, batchSize: 8 };
const heldOut = blobs(2).x;

function buildModel() {
  const layers = [tf.layers.dense({ units: 1, inputShape: [2], activation: 'sigmoid', name: 'out' })];
  const model = tf.sequential({ layers });
  model.compile({ optimizer: tf.train.adam(0.1), loss: 'binaryCrossentropy' });
  return model;
}

async function train(hooks: Partial<Hooks>, rest: Partial<TrainingRequest> = {}, sets = [heldOut]) {
  await watchSteps();
  return trainAnswer({ buildModel, ...hooks }, { ...request, ...rest }, () => sets);
}

const scaled: Partial<Hooks> = { preprocess: (x) => x.sub(107).div(5) };

const mean = (x: tf.Tensor) => tf.tidy(() => x.mean().dataSync()[0]!);

test('it answers with data, and frees all that it and the hooks allocated', async () => {
  await train({});
  const before = tf.memory().numTensors;
  const answer = await train({
    preprocess: (x) => x.sub(107).div(5).clone(),
    resample: (x, y) => ({ x: x.slice(0, 20), y: y.slice(0, 20) }),
    augment: (x) => x.add(0.01).sub(0.01),
    fitOptions: () => ({ validationSplit: 0.25 }),
  });
  expect(tf.memory().numTensors).toBe(before);
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  expect(answer.predictions[0]).toHaveLength(40);
  expect(answer.trainPredictions).toHaveLength(40);
  expect(answer).toMatchObject({ outputs: 1, threshold: 0.5 });
  expect(Object.keys(answer.history).sort()).toEqual(['loss', 'rates', 'val_loss']);
  expect(answer.layers).toMatchObject([{ kind: 'Dense', config: { units: 1, activation: 'sigmoid' } }]);
});

test('what an error leaves behind is freed as well', async () => {
  await train({});
  const before = tf.memory().numTensors;
  await expect(train({ augment: (x) => x.slice(0, 1) })).rejects.toThrow('expected [40, 2] as x');
  expect(tf.memory().numTensors).toBe(before);
});

test('preprocess is applied to training and held-out rows alike', async () => {
  const seen: number[] = [];
  await train({
    preprocess: (x) => {
      seen.push(mean(x));
      return x;
    },
  });
  expect(seen).toHaveLength(2);
  const { input } = await train({ preprocess: (x) => x.sub(107) });
  expect(input.mean).toBeCloseTo(seen[0]! - 107, 3);
});

test('held-out rows are asked for when training has ended', async () => {
  const events: string[] = [];
  const callback = { onTrainEnd: async () => void events.push('trained') };
  await watchSteps();
  await trainAnswer({ buildModel, fitOptions: () => ({ callbacks: [callback] }) }, request, () => {
    events.push('asked');
    return [heldOut];
  });
  expect(events).toEqual(['trained', 'asked']);
});

test('of many sets of rows those are left out whose number of rows a cell cannot take', async () => {
  const one = { values: heldOut.values.slice(0, 2), shape: [1, 2] };
  const reshaped = (x: tf.Tensor) => x.reshape([40, 2]);
  const { predictions } = await train({ preprocess: reshaped }, {}, [heldOut, one, heldOut]);
  expect(predictions.map(({ length }) => length)).toEqual([40, 0, 40]);
  expect(predictions[2]).toEqual(predictions[0]);
  expect((await train({}, {}, [heldOut, one])).predictions[1]).toHaveLength(1);
});

/** 40 rows in batches of 8, four epochs. */
const PLANNED = 20;

test.each<[string, Partial<Hooks>, { made: number; planned: number }]>([
  ['a training', {}, { made: PLANNED, planned: PLANNED }],
  ['smaller batches', { fitOptions: () => ({ batchSize: 4 }) }, { made: 40, planned: 40 }],
  ['rows held back', { fitOptions: () => ({ validationSplit: 0.25 }) }, { made: 16, planned: 16 }],
  [
    'a training that stops early',
    {
      fitOptions: () => ({ callbacks: [new EarlyStopping({ monitor: 'loss', minDelta: 100, patience: 1 })] }),
    },
    { made: 10, planned: PLANNED },
  ],
  ['a fit in buildModel', { buildModel: () => fitted() }, { made: PLANNED + 30, planned: PLANNED }],
  [
    'a loop of its own, over what it predicts',
    {
      preprocess: (x) => {
        const weight = tf.variable(tf.scalar(0));
        const optimizer = tf.train.sgd(0.1);
        for (let i = 0; i < 7; i++) optimizer.minimize(() => weight.sub(x.mean()).square().asScalar());
        return x;
      },
    },
    { made: PLANNED + 14, planned: PLANNED },
  ],
  [
    'a loop of its own inside a step',
    {
      buildModel: () => {
        const model = buildModel();
        const weight = tf.variable(tf.scalar(1));
        const optimizer = tf.train.sgd(0.1);
        let isFirst = true;
        const loss = (y: tf.Tensor, p: tf.Tensor) => {
          for (let i = 0; isFirst && i < 7; i++) optimizer.minimize(() => weight.square());
          isFirst = false;
          return y.sub(p).square().mean();
        };
        model.compile({ optimizer: tf.train.sgd(0.1), loss });
        return model;
      },
    },
    // Its own gradient and that of a penalty are the step's.
    { made: PLANNED + 6, planned: PLANNED },
  ],
])('%s makes so many steps', async (_what, hooks, steps) => {
  expect((await train(hooks)).steps).toEqual(steps);
});

async function fitted() {
  const model = buildModel();
  const { x, y } = blobs(3);
  const rows = tf.tensor2d(x.values, [40, 2]);
  await model.fit(rows, tf.tensor2d(y.values, [40, 1]), { epochs: 6, batchSize: 8, verbose: 0 });
  return model;
}

test('a cell cannot take the counter away', async () => {
  await watchSteps();
  const prototypes = [tf.LayersModel.prototype, Object.getPrototypeOf(tf.engine())];
  for (const [i, name] of ['makeTrainFunction', 'gradients'].entries()) {
    expect(() => Object.assign(prototypes[i], { [name]: () => {} })).toThrow('read only');
    expect(() => delete prototypes[i][name]).toThrow();
  }
  expect(() => Object.assign(globalThis, { _tfengine: undefined })).toThrow('read only');
});

test('fitPreprocess sees the training rows alone, and what it returns both', async () => {
  const fittedOn: number[] = [];
  const applied: number[] = [];
  const hooks: Partial<Hooks> = {
    fitPreprocess: (x) => {
      fittedOn.push(mean(x));
      const scaler = new StandardScaler().fit(x);
      return (rows: tf.Tensor) => {
        applied.push(mean(rows));
        return scaler.transform(rows);
      };
    },
  };
  const { input } = await train(hooks);
  expect(fittedOn).toEqual([applied[0]]);
  expect(applied).toHaveLength(2);
  expect(input.mean).toBeCloseTo(0, 4);
});

test('resample changes what is trained on, not what is predicted', async () => {
  let rows = 0;
  const answer = await train({
    resample: (x, y) => ({ x: x.slice(0, 10), y: y.slice(0, 10) }),
    fitOptions: ({ x }) => {
      rows = x.shape[0]!;
      return {};
    },
  });
  expect(rows).toBe(10);
  expect(answer.trainPredictions).toHaveLength(40);
});

test('augment draws the rows of every epoch anew, and the network is trained on those', async () => {
  const drawn: number[] = [];
  const plain = await train(scaled);
  const answer = await train({
    ...scaled,
    augment: (x) => {
      drawn.push(random());
      return x.mul(0);
    },
  });
  expect(new Set(drawn).size).toBe(4);
  // Rows that are all zero show it nothing: it stays where one half is all it can say.
  expect(answer.history.loss!.at(-1)).toBeCloseTo(Math.log(2), 2);
  expect(plain.history.loss!.at(-1)).toBeLessThan(0.5);
});

test('layers are described wherever they are, and whether anything in them is trained', async () => {
  const inner = (trainable: boolean) => {
    const layers = [tf.layers.dense({ units: 3, inputShape: [2] })];
    const model = tf.sequential({ layers });
    model.trainable = trainable;
    return model;
  };
  const { layers } = await train({
    buildModel: () => {
      const parts = [inner(true), tf.layers.dense({ units: 2 }), inner(false), tf.layers.dense({ units: 1 })];
      const model = tf.sequential({ layers: parts });
      model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
      return model;
    },
  });
  expect(layers.map(({ kind, config }) => [kind, config.units, config.trainable])).toEqual([
    ['Dense', 3, true],
    ['Dense', 2, true],
    ['Dense', 3, false],
    ['Dense', 1, true],
  ]);
});

test('a hook may dispose of what it was given', async () => {
  const freed = <T>(made: T, ...given: tf.Tensor[]) => {
    tf.dispose(given);
    return made;
  };
  const answer = await train({
    fitPreprocess: (x) => freed((rows: tf.Tensor) => freed(rows.sub(107).div(5), rows), x),
    resample: (x, y) => freed({ x: x.clone(), y: y.clone() }, x, y),
    augment: (x, y) => freed(x.clone(), x, y),
  });
  expect(answer).toEqual(await train(scaled));
});

test('initial weights follow from the seed, whatever was drawn before', async () => {
  const first = await train({});
  const second = await train({
    preprocess: (x) => {
      random();
      return x;
    },
  });
  expect(second).toEqual(first);
  expect((await train({}, { seed: 4 })).predictions).not.toEqual(first.predictions);
});

test('callbacks work over all epochs, and maxEpochs lowers them', async () => {
  const stopped = await train({
    fitOptions: () => ({ callbacks: [new EarlyStopping({ monitor: 'loss', minDelta: 100, patience: 2 })] }),
  });
  expect(stopped.history.loss).toHaveLength(3);
  expect((await train({ fitOptions: () => ({ maxEpochs: 2 }) })).history.loss).toHaveLength(2);
});

test('batchSize and classWeight reach the training', async () => {
  const [plain, large, weighted] = [
    await train(scaled),
    await train({ ...scaled, fitOptions: () => ({ batchSize: 40 }) }),
    await train({ ...scaled, fitOptions: () => ({ classWeight: { 0: 1, 1: 10 } }) }),
  ];
  expect(large.predictions).not.toEqual(plain.predictions);
  expect(weighted.predictions).not.toEqual(plain.predictions);
});

test('options may be getters of a class', async () => {
  class Options {
    get classWeight() {
      return [1, 10];
    }
    get maxEpochs() {
      return 2;
    }
  }
  const options = { classWeight: { 0: 1, 1: 10 }, maxEpochs: 2 };
  const answer = await train({ fitOptions: () => new Options() });
  expect(answer).toEqual(await train({ fitOptions: () => options }));
});

test('what is planned is settled before the training, and an option says one thing only', async () => {
  const changed: { batchSize: number; callbacks: object[] } = { batchSize: 8, callbacks: [] };
  changed.callbacks.push({ onTrainEnd: async () => Object.assign(changed, { batchSize: 1 }) });
  const after = await train({ fitOptions: () => changed });
  expect(after.steps).toEqual({ made: 20, planned: 20 });
  let times = 0;
  const lying = await train({
    fitOptions: () => ({
      get batchSize() {
        return times++ === 0 ? 8 : 1;
      },
    }),
  });
  expect(lying.steps).toEqual({ made: 20, planned: 20 });
});

test.each<[string, Partial<Hooks>, string]>([
  ['a preprocess without rows', { preprocess: () => 1 }, 'preprocess(x) gave a number; expected a tensor'],
  ['lost rows', { preprocess: (x) => x.slice(0, 3) }, 'expected 40 rows'],
  ['a fitPreprocess without a function', { fitPreprocess: (x) => x }, 'expected a function'],
  ['labels that do not fit', { resample: (x, y) => ({ x: x.slice(0, 3), y }) }, 'expected 3 rows'],
  ['no rows from resample', { resample: () => undefined }, 'resample(x, y).x gave undefined'],
  [
    'whole numbers',
    {
      buildModel: () => {
        const model = buildModel();
        const predict = model.predict.bind(model);
        model.predict = (x) => tf.greater(predict(x) as tf.Tensor, 0.5).toInt();
        return model;
      },
    },
    'gave a tensor of int32; expected float32',
  ],
  ['no model', { buildModel: () => 3 }, 'buildModel() returned a number'],
  ['options that are none', { fitOptions: () => 3 }, 'fitOptions(train) gave a number'],
  ['epochs', { fitOptions: () => ({ epochs: 100 }) }, 'fitOptions(train) gave epochs; only these are yours'],
  [
    'half a row',
    { fitOptions: () => ({ batchSize: 0.5 }) },
    'batchSize is 0.5; expected a whole number from 1',
  ],
  [
    'weights that nobody would read',
    { fitOptions: () => ({ classWeight: new Map([[0, 2]]) }) },
    'classWeight is a Map; expected a number from 0 on for each class',
  ],
  [
    'weights that are none',
    { fitOptions: () => ({ classWeight: { 1: Number.NaN } }) },
    'classWeight is an object',
  ],
  ['no rows', { fitOptions: () => ({ batchSize: 0 }) }, 'batchSize is 0; expected a whole number from 1'],
  ['text for a number', { fitOptions: () => ({ batchSize: '8' }) }, 'batchSize is a string; expected'],
  ['all rows kept', { fitOptions: () => ({ validationSplit: 1 }) }, 'validationSplit is 1; expected a share'],
  [
    'a class of callbacks',
    { fitOptions: () => ({ callbacks: [{}, EarlyStopping] }) },
    'callbacks[1] is a function; expected a callback, such as new ReduceLROnPlateau()',
  ],
  ['one callback', { fitOptions: () => ({ callbacks: {} }) }, 'callbacks is an object; expected a list'],
  [
    'more epochs',
    { fitOptions: () => ({ maxEpochs: 5 }) },
    'maxEpochs is 5; expected a whole number from 1 to 4',
  ],
])('%s is named', async (_what, hooks, message) => {
  seed(1);
  await expect(train(hooks)).rejects.toThrow(message);
});

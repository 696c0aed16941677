import { generator } from 'unstuck/random';
import { trainingHere } from '../../calibrate/trial';
import { assess, requestOf } from './assess';
import { leakage, leakageProbes } from './leakage';
import { controlTells, relabelled } from './relabel';
import { secondLook } from './second-look';
import { type Criterion, type RunData, type TrainingTask, trainingTask } from './task';

const accuracy: Criterion = {
  name: 'accuracy',
  reason: 'no-generalization',
  atLeast: 0.9,
  measure: ({ heldOut, predictions }) =>
    predictions.filter((p, i) => (p > 0.5 ? 1 : 0) === heldOut.y.values[i]).length / predictions.length,
  explain: () => '',
};

/** Two clouds of points, at 4 and at 6. */
function clouds(seed: number, rows: number) {
  const draw = generator(seed);
  const y = Float32Array.from({ length: rows }, () => (draw() < 0.5 ? 1 : 0));
  return {
    x: { values: y.map((label) => 4 + 2 * label + draw() - 0.5), shape: [rows, 1] },
    y: { values: y, shape: [rows, 1] },
  };
}

const task: TrainingTask = trainingTask({
  hooks: { required: ['preprocess', 'buildModel'] },
  epochs: 12,
  batchSize: 16,
  data: (run) => ({ train: clouds(2 * run + 1, 128), heldOut: clouds(2 * run + 2, 60) }),
  criteria: [accuracy],
});

const CENTRED = 'const preprocess = (x) => x.sub(5);';

const build = (layers = '', rest = '') => `
  function buildModel() {
    const model = tf.sequential({ layers: [
      tf.layers.dense({ inputShape: [1], units: 8, activation: 'relu' }), ${layers}
      tf.layers.dense({ units: 1, activation: 'sigmoid' })] });
    model.compile({ optimizer: tf.train.adam(0.05), loss: 'binaryCrossentropy' });
    ${rest}
    return model;
  }`;

/** Why an answer does not pass: one run, and the second look. */
async function reason(source: string, judging = task, data: RunData = judging.data(3)) {
  const train = trainingHere(source);
  const trained = await train(judging.hooks, requestOf(judging, 3, data), [data.heldOut.x]);
  const { judgement } = assess(judging, data, trained);
  const found = judgement.pass ? await secondLook(judging, train, { seed: 3, data, trained }) : judgement;
  return found?.reason ?? 'pass';
}

const always = (says: string) => `model.predict = (x) => tf.tidy(() => ${says});`;

test.each([
  ['pass', 'a network that learned', CENTRED + build()],
  ['pass', 'dropout while it trains', CENTRED + build('tf.layers.dropout({ rate: 0.3 }),')],
  ['pass', 'batch normalization, which keeps its mean', CENTRED + build('tf.layers.batchNormalization(),')],
  [
    'pass',
    'rows in a shape that fits them alone',
    `const preprocess = (x) => x.sub(5).reshape(x.shape[0] === 128 ? [128, 1] : [60, 1]);${build()}`,
  ],
  [
    'pass',
    'the mean of the first rows, which are the training rows',
    `let mean; const preprocess = (x) => x.sub((mean ??= x.mean().dataSync()[0]));${build()}`,
  ],
  [
    'pass',
    'noise on the first rows, which are the training rows',
    `let isTraining = true;
    const preprocess = (x) => {
      const noise = tf.randomNormal(x.shape, 0, isTraining ? 0.1 : 0);
      isTraining = false;
      return x.sub(5).add(noise);
    };${build()}`,
  ],
  [
    'leakage',
    'the mean of the first rows that come after the training rows, kept for all others',
    `let calls = 0;
    let mean;
    const preprocess = (x) => {
      if (++calls <= 2) mean = x.mean().dataSync()[0];
      return x.sub(mean);
    };${build()}`,
  ],
  ['not-learned', 'a rule written by hand', CENTRED + build('', always('x.mul(20).sigmoid()'))],
  [
    'not-learned',
    'weights found elsewhere',
    `${CENTRED}
    function buildModel() {
      const unit = tf.layers.dense({ inputShape: [1], units: 1, activation: 'sigmoid' });
      const model = tf.sequential({ layers: [unit] });
      model.compile({ optimizer: tf.train.sgd(0), loss: 'binaryCrossentropy' });
      unit.setWeights([tf.tensor2d([[20]]), tf.tensor1d([0])]);
      return model;
    }`,
  ],
  [
    'leakage',
    'rows scaled by the rows they come with',
    `const preprocess = (x) => x.sub(x.mean());${build()}`,
  ],
  [
    'leakage',
    'a network that looks at the batch',
    CENTRED +
      build('', 'const plain = model.predict.bind(model); model.predict = (x) => plain(x.sub(x.mean()));'),
  ],
  [
    'unsteady-predictions',
    'dropout that goes on',
    CENTRED +
      build(
        '',
        'const plain = model.predict.bind(model); model.predict = (x) => plain(tf.dropout(x, 0.2).mul(tf.randomUniform([1], 0.1, 1)));',
      ),
  ],
  [
    'over-budget',
    'a fit of its own',
    `let rows;
    const preprocess = (x) => { const y = x.sub(5); rows ??= tf.keep(y.clone()); return y; };
    ${build().replace('return model;', 'await model.fit(rows, tf.ones([128, 1]), { epochs: 20, verbose: 0 }); return model;').replace('function', 'async function')}`,
  ],
  ['constant-predictions', 'always the same', CENTRED + build('', always('tf.fill([x.shape[0], 1], 0.7)'))],
  ['infinite-predictions', 'infinity', CENTRED + build('', always('tf.fill([x.shape[0], 1], Infinity)'))],
  ['non-finite-input', 'rows divided by zero', `const preprocess = (x) => x.div(0);${build()}`],
  ['nan-predictions', 'NaN', CENTRED + build('', always('tf.fill([x.shape[0], 1], NaN)'))],
  ['not-probabilities', 'logits', CENTRED + build('', always('x.mul(20)'))],
])('%s: %s', async (expected, _what, source) => {
  expect(await reason(source)).toBe(expected);
});

test('labels that make the training diverge say nothing of the company of a row', async () => {
  const diverges = `let first;
    const resample = (x, y) => { first = y.dataSync()[0]; return { x, y }; };
    ${CENTRED}${build('', `if (first !== ${task.data(3).train.y.values[0]}) model.predict = (x) => tf.fill([x.shape[0], 1], NaN);`)}`;
  const judging = { ...task, hooks: { required: [...task.hooks.required, 'resample' as const] } };
  expect(await reason(diverges, judging)).toBe('pass');
});

test('a criterion that looks at no label accuses nobody', async () => {
  const steady: Criterion = { ...accuracy, name: 'size', measure: ({ predictions }) => predictions.length };
  const rule = CENTRED + build('', always('x.mul(20).sigmoid()'));
  expect(await reason(rule, { ...task, criteria: [steady] })).toBe('pass');
});

test('an answer that fails on other labels is still asked for leakage', async () => {
  const strict = (preprocess: string) => `
    ${preprocess}
    const resample = (x, y) => {
      if (y.dataSync()[0] !== ${task.data(3).train.y.values[0]}) throw new Error('which class is rare?');
      return { x, y };
    };${build()}`;
  const judging = { ...task, hooks: { required: [...task.hooks.required, 'resample' as const] } };
  expect(await reason(strict(CENTRED), judging)).toBe('pass');
  expect(await reason(strict('const preprocess = (x) => x.sub(x.mean());'), judging)).toBe('leakage');
});

const rowsWith = (y: { values: Float32Array; shape: number[] }) => ({ x: y, y });

test.each([
  ['two classes', [0, 1, 1], [3, 1], undefined, [1, 0, 0]],
  ['class numbers', [0, 1, 2], [3], 3, [1, 2, 0]],
  ['one-hot labels', [1, 0, 0, 0, 0, 1], [2, 3], undefined, [0, 1, 0, 1, 0, 0]],
])('%s are relabelled', (_what, values, shape, outputs, expected) => {
  const rows = relabelled(rowsWith({ values: Float32Array.from(values), shape }), outputs);
  expect(Array.from(rows!.y.values)).toEqual(expected);
});

test('labels that are no classes are not', () => {
  expect(relabelled(rowsWith({ values: Float32Array.of(0.5, 2.5), shape: [2, 1] }))).toBeUndefined();
});

test('the control tells only where what passed would fail by the other labels', async () => {
  const data = task.data(3);
  const train = trainingHere(CENTRED + build());
  const trained = await train(task.hooks, requestOf(task, 3, data), [data.heldOut.x]);
  expect(controlTells(task, data, trained)).toBe(true);
  const loose = { ...task, criteria: [{ ...accuracy, atLeast: 0 }] };
  expect(controlTells(loose, data, trained)).toBe(false);
});

test('float batching is no leakage', () => {
  const probes = leakageProbes({ values: Float32Array.of(1, 2, 3, 4), shape: [4, 1] });
  const exact = probes.map(({ x }) => Array.from(x.values, (value) => value / 10));
  const rounded = exact.map((set, i) => set.map((p) => p + i * 1e-6));
  expect(leakage(probes, rounded, 1)).toBeUndefined();
  const moved = exact.map((set, i) => (i === 4 ? set.map((p) => p + 0.01) : set));
  expect(leakage(probes, moved, 1)).toMatchObject({
    reason: 'leakage',
    evidence: { change: 'rows were added' },
  });
});

import { compileCell } from '../sandbox/compile';
import { mutantsOf } from './mutants';

const CELL = `
const threshold = 0.4;

function fitPreprocess(trainX: tf.Tensor4D): (x: tf.Tensor4D) => tf.Tensor4D {
  const mean = trainX.mean();
  return (x) => x.sub(mean);
}

function augment(x: tf.Tensor) {
  const generator = new ImageDataGenerator({ rotationRange: 20, zoomRange: 0.2 });
  return generator.flow(x);
}

const resample = (x: tf.Tensor, y: tf.Tensor) => {
  return new Smote().fitResample(x, y);
};

function buildModel(): tf.LayersModel {
  const l2 = tf.regularizers.l2({ l2: 0.01 });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 8, activation: 'relu', kernelInitializer: 'heNormal', kernelRegularizer: l2 }),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy' });
  return model;
}

function fitOptions() {
  return { classWeight: { 0: 1, 1: 9 }, callbacks: [new ReduceLROnPlateau({ factor: 0.1 })], validationSplit: 0.2 };
}`;

const mutants = mutantsOf(CELL, 'training');

// What the mutated cell says, on one line.
test.each([
  ['normalization-removed', 'return (x)=>x; }'],
  ['normalization-inverted', 'x.add(mean)'],
  ['scaler-refitted', 'return (x)=>{ const trainX = x; const mean = trainX.mean(); return x.sub(mean); };'],
  ['resampling-dropped', 'return { x: x, y: y };'],
  ['labels-off-by-one', 'chosen.y.slice(1)'],
  ['labels-flipped', 'tf.sub(1, chosen.y)'],
  ['augmentation-dropped', 'zoomRange: 0.2 }); { return x; } }'],
  ['labels-off-by-one', 'tf.reverse((generator.flow(x)), 0)'],
  ['augmentation-rescaled', 'generator.flow(x)).mul(255)'],
  ['augmentation-narrowed', 'ImageDataGenerator({ zoomRange: 0.2 })'],
  ['augmentation-widened', 'ImageDataGenerator({ rotationRange: 80, zoomRange: 0.2 })'],
  ['activation-swapped', "activation: 'linear'"],
  ['initializer-swapped', "kernelInitializer: 'zeros'"],
  ['regularizer-detached', "kernelInitializer: 'heNormal' })"],
  ['regularizer-detached', 'kernelRegularizer: l2 }), tf.layers.dense({ units: 1'],
  ['rate-times-100', 'tf.train.adam(1)'],
  ['rate-divided-by-100', 'tf.train.adam(0.0001)'],
  ['optimizer-swapped', 'tf.train.sgd(0.01)'],
  ['loss-swapped', "loss: 'hinge'"],
  ['epochs-1', 'maxEpochs: 1'],
  ['shuffle-removed', 'shuffle: false'],
  ['weights-swapped', '0: 9, 1: 1'],
  ['weights-dropped', 'return { callbacks:'],
  ['callbacks-dropped', '1: 9 }, validationSplit: 0.2 }'],
  ['callback-ineffective', 'factor: 0.999'],
  ['validation-dropped', 'factor: 0.1 }) ] }'],
  ['threshold-moved', 'threshold = 0.98'],
  ['dropout-at-inference', 'plain(tf.dropout(x, 0.3))'],
  ['weights-frozen', 'layer.trainable = false'],
  ['statement-removed', '{ 0; } return model;'],
  ['return-value', 'return undefined;'],
])('%s: %s', (operator, text) => {
  const sources = mutants.filter((one) => one.operator === operator).map(({ source }) => source);
  expect(sources.map((source) => source.replace(/\s+/g, ' '))).toContainEqual(expect.stringContaining(text));
});

test('each mutant has a name of its own, parses, and differs from the answer', () => {
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
  expect(new Set(mutants.map(({ source }) => compileCell(source))).size).toBe(mutants.length);
  expect(mutants.map(({ source }) => compileCell(source))).not.toContain(compileCell(CELL));
});

test('what is not there is not changed', () => {
  const named = new Set(
    mutantsOf('function preprocess(x) { return x.div(255); }', 'training').map((one) => one.operator),
  );
  expect([...named].sort()).toEqual([
    'normalization-inverted',
    'normalization-removed',
    'return-value',
    'scaler-refitted',
  ]);
});

test.each([
  ['a + b', '(a) - (b)'],
  ['a < b', '(a) <= (b)'],
  ['a < b', '(a) >= (b)'],
  ['a && b', '(a) || (b)'],
  ['-a', 'return a;'],
  ['a ? b : 1', 'return b;'],
  ['a + 3', 'a + 4'],
  ['Math.sqrt(a)', 'return (a);'],
  ['Math.min(a, b)', 'Math.max(a, b)'],
])('in a function, %s becomes %s', (expression, other) => {
  const sources = mutantsOf(`function f(a, b) { return ${expression}; }`, 'function').map(
    ({ source }) => source,
  );
  expect(sources).toContainEqual(expect.stringContaining(other));
});

test('a scaler is fitted on what it must not see', () => {
  const sources = mutantsOf(
    'function scale(train, heldOut) { const m = mean(train); return { train: heldOut.map((v) => v - m) }; }',
    'function',
  ).map(({ source }) => source);
  expect(sources).toContainEqual(expect.stringMatching(/mean\(\[\s*\.\.\.train,\s*\.\.\.heldOut\s*\]\)/));
  expect(sources).toContainEqual(expect.stringContaining('mean(heldOut)'));
});

test('formulas and diagnoses are changed in their text', () => {
  const formulas = mutantsOf("const f = 'log(1 + x) - 2 * y';", 'formula').map(({ source }) => source);
  for (const text of ['exp(1 + x)', 'log(1 - x)', 'log(2 + x)', '+ 2 * y', '- 3 * y', '- 2 / y'])
    expect(formulas.join()).toContain(text);
  const faults = mutantsOf("const diagnosis = { A: 'overfitting', B: 'dying-relu' };", 'diagnosis');
  expect(faults.map(({ id }) => id)).toEqual([
    `fault-renamed: 'overfitting' -> "dying-relu"`,
    `fault-renamed: 'dying-relu' -> "overfitting"`,
  ]);
});

test('in a list of faults each is renamed, and each is left out', () => {
  const faults = mutantsOf(
    "const diagnosis = { A: ['overfitting', 'lr-too-high'], B: ['dying-relu'] };",
    'diagnosis',
  );
  const said = faults.map(({ source }) => source.replace(/\s+/g, ' '));
  expect(said).toContainEqual(expect.stringContaining('A: [ "dying-relu", \'lr-too-high\' ]'));
  expect(said).toContainEqual(expect.stringContaining('A: [ "lr-too-high" ]'));
  expect(faults.filter(({ operator }) => operator === 'fault-renamed')).toHaveLength(6);
  expect(faults.filter(({ operator }) => operator === 'fault-left-out')).toHaveLength(3);
});

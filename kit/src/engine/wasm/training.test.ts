import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { seed } from '../../random';
import { distance, fewNumbers, held, numbers, startBoth } from './native.fixture';
import { build, type Specimen, zoo } from './zoo.fixture';

const EXAMPLES = 24;
const STEPS = 3;
const used = new Set<string>();

beforeAll(startBoth);

describe.each(zoo)('$what', (specimen) => {
  test('starts from tfjs-node’s weights', async () => {
    const native = await on('tensorflow', specimen, weightsOf);
    const wasm = await on('wasm', specimen, weightsOf);
    expect(distance(wasm.flat(), native.flat())).toBeLessThanOrEqual(1e-5);
  });

  test(`after ${STEPS} steps from the same weights has tfjs-node’s loss, weights and predictions`, async () => {
    const start = await on('tensorflow', specimen, weightsOf);
    const steps = { shuffle: false, epochs: 1, batchSize: EXAMPLES / STEPS };
    const native = await on('tensorflow', specimen, (model) => trained(model, specimen, start, steps));
    const wasm = await on('wasm', specimen, (model) => trained(model, specimen, start, steps));
    expectClose(wasm, native, 1e-4);
  });

  test('shuffled, validated and over epochs agrees with tfjs-node', async () => {
    const start = await on('tensorflow', specimen, weightsOf);
    const steps = { ...specimen.fit, shuffle: true, epochs: 2, batchSize: 7, validationSplit: 0.25 };
    const native = await on('tensorflow', specimen, (model) => trained(model, specimen, start, steps));
    const wasm = await on('wasm', specimen, (model) => trained(model, specimen, start, steps));
    expectClose(wasm, native, 1e-3);
  });

  test('keeps nothing over 50 steps', async () => {
    await on('wasm', specimen, async (model) => {
      const { x, y } = examples(specimen);
      const steps = { ...specimen.fit, epochs: 5, batchSize: 4, verbose: 0 };
      await model.fit(x, y, { ...steps, epochs: 1 });
      const before = { ...held(), heap: heap() };
      await model.fit(x, y, { ...steps, epochs: Math.ceil((50 * 4) / EXAMPLES) });
      tf.dispose(model.evaluate(x, y));
      tf.dispose(model.predict(x));
      expect({ ...held(), heap: heap() }).toEqual(before);
      tf.dispose([x, y]);
    });
  });
});

test.each(zoo)('an exploding network does what it does on tfjs-node: $what', async (explodes) => {
  const specimen = { ...explodes, optimizer: () => tf.train.sgd(1e30) };
  const start = await on('tensorflow', specimen, weightsOf);
  const steps = { shuffle: false, epochs: 2, batchSize: 8 };
  const native = await on('tensorflow', specimen, (model) => trained(model, specimen, start, steps));
  const wasm = await on('wasm', specimen, (model) => trained(model, specimen, start, steps));
  expectClose(wasm, native, 1e-4);
});

test.each(zoo)('a weight without a number: the loss is tfjs-node’s, $what', async (specimen) => {
  const start = await on('tensorflow', specimen, weightsOf);
  start[0]![0] = Number.NaN;
  const evaluated = (model: tf.Sequential) => lossAt(model, specimen, start);
  const native = await on('tensorflow', specimen, evaluated);
  expect(distance(await on('wasm', specimen, evaluated), native)).toBeLessThanOrEqual(1e-5);
});

// Last: it looks back on all of the above.
test('the kernels that the zoo needs, each there', () => {
  const kernels = [...used].filter((name) => !name.endsWith('__op'));
  expect(kernels.filter((name) => tf.getKernel(name, 'wasm') === undefined)).toEqual([]);
  expect(kernels.sort()).toMatchInlineSnapshot(`
[
  "Abs",
  "Add",
  "ArgMax",
  "AvgPool",
  "AvgPoolGrad",
  "BatchMatMul",
  "Cast",
  "ClipByValue",
  "Concat",
  "Conv2D",
  "Conv2DBackpropFilter",
  "Conv2DBackpropInput",
  "Elu",
  "EluGrad",
  "Equal",
  "Exp",
  "Fill",
  "Floor",
  "FusedBatchNorm",
  "FusedConv2D",
  "GatherV2",
  "Greater",
  "GreaterEqual",
  "Identity",
  "LeakyRelu",
  "LessEqual",
  "Log",
  "Log1p",
  "LogicalAnd",
  "Max",
  "MaxPool",
  "MaxPoolGrad",
  "Maximum",
  "Mean",
  "Minimum",
  "Mod",
  "Multiply",
  "Neg",
  "OneHot",
  "OnesLike",
  "Pow",
  "RealDiv",
  "Relu",
  "Reshape",
  "Rsqrt",
  "Select",
  "Selu",
  "Sigmoid",
  "Sign",
  "Slice",
  "Softmax",
  "Softplus",
  "Sqrt",
  "Square",
  "Step",
  "StridedSlice",
  "Sub",
  "Sum",
  "Tanh",
  "Tile",
  "Transpose",
  "ZerosLike",
  "_FusedMatMul",
]
`);
});

interface Outcome {
  loss: number[];
  valLoss: number[];
  weights: number[];
  predictions: number[];
  evaluation: number[];
}

/** Builds the specimen on an engine, runs, notes the kernels of the portable one, and frees the model. */
async function on<T>(backend: string, specimen: Specimen, run: (model: tf.Sequential) => T | Promise<T>) {
  await tf.setBackend(backend);
  const before = tf.memory().numTensors;
  seed(1);
  let outcome: T | undefined;
  const profile = await tf.profile(async () => {
    const model = build(specimen);
    outcome = await run(model);
    model.dispose();
    freeOptimizer(model.optimizer);
    return [];
  });
  if (backend === 'wasm') for (const kernel of profile.kernelNames) used.add(kernel);
  expect(tf.memory().numTensors).toBe(before);
  return outcome as T;
}

// The momentum optimizer of tfjs forgets the tensor that holds its rate.
function freeOptimizer(optimizer: tf.Optimizer & { c?: tf.Tensor }): void {
  optimizer.dispose();
  if (optimizer.c && !optimizer.c.isDisposed) optimizer.c.dispose();
}

function weightsOf(model: tf.Sequential): number[][] {
  return model.getWeights().map((weight) => Array.from(weight.dataSync()));
}

function setWeights(model: tf.Sequential, start: number[][]): void {
  tf.tidy(() => model.setWeights(model.getWeights().map((weight, i) => tf.tensor(start[i]!, weight.shape))));
}

async function trained(
  model: tf.Sequential,
  specimen: Specimen,
  start: number[][],
  steps: tf.ModelFitArgs,
): Promise<Outcome> {
  setWeights(model, start);
  const { x, y } = examples(specimen);
  const { history } = await model.fit(x, y, { verbose: 0, ...steps });
  const predictions = numbersOf(model.predict(x, { batchSize: 10 }));
  const evaluation = numbersOf(model.evaluate(x, y, { batchSize: 9 }));
  tf.dispose([x, y]);
  const [loss, valLoss] = [history.loss, history.val_loss ?? []] as number[][];
  return { loss: loss!, valLoss: valLoss!, weights: weightsOf(model).flat(), predictions, evaluation };
}

function lossAt(model: tf.Sequential, specimen: Specimen, start: number[][]): number[] {
  setWeights(model, start);
  const { x, y } = examples(specimen);
  const evaluation = numbersOf(model.evaluate(x, y));
  tf.dispose([x, y]);
  return evaluation;
}

function numbersOf(tensors: tf.Tensor | tf.Tensor[]): number[] {
  const all = [tensors].flat();
  const values = all.flatMap((tensor) => Array.from(tensor.dataSync()));
  tf.dispose(all);
  return values;
}

function examples({ input, labels }: Specimen): { x: tf.Tensor; y: tf.Tensor } {
  const x = numbers([EXAMPLES, ...input], 5);
  return { x, y: tf.tidy(() => labelled(labels)) };
}

function labelled(labels: Specimen['labels']): tf.Tensor {
  const three = fewNumbers([EXAMPLES, 1], 6).add(2).mod(3);
  if (labels === 'index') return three;
  if (labels === 'oneHot') return tf.oneHot(three.flatten().toInt(), 3).toFloat();
  if (labels === 'binary') return numbers([EXAMPLES, 1], 6).greater(0).toFloat();
  return numbers([EXAMPLES, 1], 6);
}

function expectClose(actual: Outcome, reference: Outcome, tolerance: number): void {
  for (const part of Object.keys(reference) as (keyof Outcome)[])
    expect([part, distance(actual[part], reference[part]) <= tolerance]).toEqual([part, true]);
}

/** The size of the WebAssembly heap in bytes: packed weights that pile up show here and nowhere else. */
function heap(): number {
  return ((tf.backend() as BackendWasm).wasm as unknown as { HEAPU8: Uint8Array }).HEAPU8.length;
}

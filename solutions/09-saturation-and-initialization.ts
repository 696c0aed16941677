// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: measured curves, not constants
// %% [markdown]
// # Lesson 9: a signal through nine layers
//
// A network of three layers learns its images. The same network with six more layers in the middle does not: its loss
// lies on a flat line from the first epoch to the last. Nothing is wrong with the data, the rate or the last layer. The
// signal is lost on its way through the layers, forwards or backwards.
//
// After this lesson you can read a table of gradients, layer by layer, and say whether a signal **vanishes**,
// **explodes**, or dies in a layer of **dead** ReLUs; you can compute how large the first weights of a layer must be;
// and you know when a saturated output is a fault, and when it is success.
//
// It takes about half an hour; all trainings together take less than a minute. Run the cells from top to bottom. The
// questions are at the end.

// %%
import {
  accuracy,
  datasets,
  plot,
  random,
  ready,
  seed,
  type TrainingRun,
  takeRows,
  tf,
  toTensor,
  train,
} from 'unstuck';

const { engine, threads } = await ready();
console.log(`Engine: ${engine}, threads: ${threads}`);

/** Everything random below follows from this number. Change it and run all cells again: the story stays the same. */
const SEED = 1;

// %% [markdown]
// ## The symptom
//
// Stripes, horizontal or vertical, on a background of random brightness. The pixels are brought to between -2 and 2, as
// lesson 1 asks.

// %%
const stripes = datasets.gratings({ seed: SEED, perClass: 100 });
const unseenStripes = datasets.gratings({ seed: SEED + 1, perClass: 100 });
const directions = Array.from(stripes.y.values, (label) => stripes.classes[label]!);

plot.images(takeRows(stripes.x, [0, 1, 2, 3, 4, 5, 6, 7]), { labels: directions.slice(0, 8) });

// %% [markdown]
// Two convolutions, then some dense layers of 16 units, then one output with a **sigmoid**, which turns any number into a
// probability. Sigmoids also stand after every other layer, as in the textbooks of the 1980s. Once there is no dense
// layer in between, and once there are six.

// %%
type Activation = 'sigmoid' | 'tanh' | 'relu' | 'linear';
type Initializer = Parameters<typeof tf.layers.dense>[0]['kernelInitializer'];

interface Choices {
  activation: Activation;
  /** How the first weights are drawn. The default of TensorFlow.js is 'glorotUniform'. */
  initializer?: Initializer;
  /** Where the biases of the hidden layers start. */
  bias?: number;
  /** Dense layers between the convolutions and the output. */
  dense?: number;
  units?: number;
  filters?: number;
  optimizer?: tf.Optimizer;
  /** 'linear' gives the logit, the number before the sigmoid; the loss is then computed from that. */
  output?: 'sigmoid' | 'linear';
  lastInitializer?: Initializer;
  lastBias?: number;
}

function lossOnLogit(yTrue: tf.Tensor, z: tf.Tensor): tf.Tensor {
  return tf.losses.sigmoidCrossEntropy(yTrue, z);
}

function network(choices: Choices): tf.Sequential {
  const { activation, initializer = 'glorotUniform', bias = 0, dense = 6, units = 16, filters = 8 } = choices;
  const { optimizer = tf.train.adam(0.003), output = 'sigmoid', lastInitializer, lastBias = 0 } = choices;
  const hidden = {
    activation,
    kernelInitializer: initializer,
    biasInitializer: tf.initializers.constant({ value: bias }),
  };
  seed(SEED);
  const model = tf.sequential();
  model.add(tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, ...hidden }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters, kernelSize: 3, ...hidden }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  for (let i = 0; i < dense; i++) model.add(tf.layers.dense({ units, ...hidden }));
  model.add(
    tf.layers.dense({
      units: 1,
      activation: output,
      kernelInitializer: lastInitializer ?? 'glorotUniform',
      biasInitializer: tf.initializers.constant({ value: lastBias }),
    }),
  );
  model.compile({
    optimizer,
    loss: output === 'linear' ? lossOnLogit : 'binaryCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

const centred = (x: tf.Tensor) => tf.tidy(() => x.sub(127.5).div(64));
const pixels = centred(toTensor(stripes.x));
const unseenPixels = centred(toTensor(unseenStripes.x));
const isVertical = toTensor(stripes.y);

interface Outcome {
  run: TrainingRun;
  /** Share of unseen images that are right. */
  right: number;
  /** Share of outputs beyond 0.0000001 or 0.9999999, before and after training. */
  beyond: [number, number];
}

/** The share of outputs that are so close to 0 or 1 that TensorFlow.js clips them. */
function shareBeyond(model: tf.LayersModel, isLogit: boolean): number {
  return tf.tidy(() => {
    const output = model.predict(pixels) as tf.Tensor;
    const p = isLogit ? output.sigmoid() : output;
    const isBeyond = p.less(1e-7).logicalOr(p.greater(1 - 1e-7));
    return isBeyond.mean().dataSync()[0]!;
  });
}

/** Trains a new network for 12 epochs and keeps the record. */
async function attempt(choices: Choices): Promise<Outcome> {
  const model = network(choices);
  const isLogit = choices.output === 'linear';
  const before = shareBeyond(model, isLogit);
  const run = await train(model, { x: pixels, y: isVertical, epochs: 12, seed: SEED });
  const outputs = tf.tidy(() => (model.predict(unseenPixels) as tf.Tensor).dataSync());
  const after = shareBeyond(model, isLogit);
  model.dispose();
  return {
    run,
    right: accuracy(unseenStripes.y.values, outputs, isLogit ? 0 : 0.5),
    beyond: [before, after],
  };
}

const three = await attempt({ activation: 'sigmoid', dense: 0 });
const broken = await attempt({ activation: 'sigmoid' });
plot.curves({ 'three layers': three.run, 'nine layers': broken.run }, { metrics: ['loss', 'acc'] });

// %% [markdown]
// The network of three layers is slow, but on its way. That of nine ends where it began: near log 2, about 0.69, the loss
// of a coin. More layers should be able to do more, not less.

// %% check
console.assert(
  three.run.history.loss!.at(-1)! < three.run.history.loss![0]! - 0.03,
  'Three layers are on their way.',
);
console.assert(Math.abs(broken.run.history.loss!.at(-1)! - Math.LN2) < 0.02, 'Nine end near log 2.');

// %% [markdown]
// ## Measure
//
// A network learns by its **gradient**: for each weight, how the loss changes when that weight does. The **gradient
// norm** of a layer is the length of that vector for all of its weights. `train` records it at the end of each epoch.
// Here it is after the first epoch, layer by layer, from the image to the output:

// %%
const withWeights = (outcome: Outcome, epoch = 0) =>
  outcome.run.layers[epoch]!.filter(({ gradientNorm }) => gradientNorm !== undefined);

function gradients(outcome: Outcome, epoch = 0): number[] {
  return withWeights(outcome, epoch).map(({ gradientNorm }) => gradientNorm!);
}

const round = (value: number) => Number(value.toPrecision(2));
console.table(
  gradients(broken).map((norm, i, all) => ({
    layer: i + 1,
    'gradient norm': round(norm),
    'compared with the layer after it': i + 1 < all.length ? round(norm / all[i + 1]!) : '',
  })),
);

// %% [markdown]
// Read from the bottom, which is the way that the gradient goes. The last layer gets a decent gradient. Each dense layer
// before it gets about a quarter of what the next one has. When the convolutions are reached, so little is left that
// they, which should learn to see edges, do not move. (Their own ratio is larger, because one of their weights is used
// at many places of the image, and all of these add up.) This is a **vanishing gradient**.
//
// The curve alone could not tell you. A flat line near log 2 is also what a learning rate looks like that is too small.
// The pattern *across the layers* is the evidence.

// %% check
{
  const dense = gradients(broken).slice(2, -1);
  const ratios = dense.slice(0, -1).map((norm, i) => norm / dense[i + 1]!);
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  console.assert(Math.abs(mean - 0.25) < 0.12, 'Each dense layer gets about a quarter of what the next has.');
  console.assert(
    gradients(broken)[0]! < 1e-3 && gradients(broken).at(-1)! > 1e-3,
    'Little is left at the convolutions.',
  );
}

// %% [markdown]
// ## The cause, by hand
//
// ### Backwards: a product of slopes
//
// Take the smallest deep network there is: one unit in each layer, weight `w`, no bias. The signal is
// `a1 = sigmoid(w * a0)`, `a2 = sigmoid(w * a1)`, and so on. By the chain rule the slope of the last by the first is a
// product, with two factors for each layer:
//
// **weight** × **slope of the activation**
//
// The slope of a sigmoid is `p * (1 - p)`. It is largest where `p` is one half, and there it is 1/4. So with `w = 1` each
// layer keeps at most a quarter, and six layers keep at most `(1/4)^6`, one part in 4096. TensorFlow.js agrees:

// %%
function throughLayers(activate: (z: tf.Tensor) => tf.Tensor, layers: number): number {
  return tf.tidy(() => {
    const chain = (x: tf.Tensor) => {
      let a = x;
      for (let i = 0; i < layers; i++) a = activate(a);
      return a.sum() as tf.Scalar;
    };
    return tf.grad(chain)(tf.scalar(0.5)).dataSync()[0]!;
  });
}

console.table(
  [1, 2, 4, 6, 8].map((layers) => ({
    layers,
    'at most (1/4)^layers': round(0.25 ** layers),
    sigmoid: round(throughLayers((z) => tf.sigmoid(z), layers)),
    tanh: round(throughLayers((z) => tf.tanh(z), layers)),
    'ReLU, positive input': round(throughLayers((z) => tf.relu(z), layers)),
  })),
);

// %% [markdown]
// A **tanh** has slope 1 in the middle; it keeps far more. A **ReLU**, which passes positive numbers and gives 0 for
// negative ones, has slope 1 or 0: it keeps all, or nothing.
//
// Real layers have many units, and the weights enter as well. A large weight could make up for the quarter. But a large
// weight also drives the sigmoid to its ends, where the slope is nearly 0.
//
// ### Forwards: a product of sizes
//
// The other half of the story runs forwards. One unit computes `z = w[1] * x[1] + … + w[n] * x[n]`. Draw the weights at
// random with mean 0 and **variance** `v` (the mean of the squares; its root is the **standard deviation**, sd). Let
// the mean square of the inputs be `q`. Weights of different inputs are independent, so the mixed terms cancel on
// average, and
//
// `mean square of z = n * v * q`
//
// A ReLU throws away the negative half, which is half of the squares: `n * v * q / 2` is left. So from layer to layer the
// mean square is multiplied by `n * v / 2`. After ten layers by the tenth power of that. Only one choice neither grows
// nor shrinks:
//
// `v = 2 / n`, the initialization of **He**
//
// Check it by simulation. Ten layers of 100 ReLUs, random weights, random inputs, no training. `v` is a quarter, one and
// four times that of He:

// %% check
console.assert(
  throughLayers((z) => tf.sigmoid(z), 6) < 1 / 4096,
  'Six layers keep at most one part in 4096.',
);
console.assert(
  throughLayers((z) => tf.tanh(z), 6) > 10 * throughLayers((z) => tf.sigmoid(z), 6),
  'A tanh keeps far more.',
);
console.assert(throughLayers((z) => tf.relu(z), 6) === 1, 'A ReLU keeps all.');

// %%
/** Mean square of the outputs after each layer of ReLUs, for weights of variance `v`. */
function simulate(v: number, layers = 10, units = 100): number[] {
  return tf.tidy(() => {
    const sizes: number[] = [];
    let a = tf.randomNormal([200, units], 0, 1, 'float32', 1 + Math.floor(1e6 * random()));
    for (let i = 0; i < layers; i++) {
      const weights = tf.randomNormal(
        [units, units],
        0,
        Math.sqrt(v),
        'float32',
        1 + Math.floor(1e6 * random()),
      );
      a = tf.relu(a.matMul(weights)) as typeof a;
      sizes.push(a.square().mean().dataSync()[0]!);
    }
    return sizes;
  });
}

seed(SEED);
const simulated = [0.5, 2, 8].map((times) => ({ times, sizes: simulate(times / 100) }));
console.table(
  [1, 2, 5, 10].map((layer) => ({
    layer,
    ...Object.fromEntries(
      simulated.flatMap(({ times, sizes }) => [
        [`v = ${times}/n`, round(sizes[layer - 1]!)],
        [`by hand, ${times / 2}^layer`, round((times / 2) ** layer)],
      ]),
    ),
  })),
);

// %% [markdown]
// Beside each measured column stands the prediction. A factor of 4 in the variance is a factor of 2 in the sd, which
// sounds harmless. Ten layers make a million of it.
//
// On the way back the same holds for the gradient. The slope by an input is a sum over all units that this input *feeds*,
// so its mean square is multiplied by their number times `v`. How many inputs a unit has is its **fan-in**, how many
// units an input feeds is its **fan-out**. Take an activation with slope 1 around 0, as tanh has: it throws nothing
// away. Then the signal wants `v = 1 / fanIn`, and the gradient wants `v = 1 / fanOut`. Where a layer is narrower than
// the one before it, they cannot both have it. **Glorot** takes the middle, `v = 2 / (fanIn + fanOut)`.
//
// Check that, too: four layers of slope 1, each half as wide as the one before. A signal of mean square 1 goes in at the
// front, a gradient of mean square 1 at the back:

// %% check
for (const { times, sizes } of simulated) {
  const byHand = (times / 2) ** 10;
  console.assert(
    Math.abs(Math.log10(sizes[9]! / byHand)) < 0.6,
    `The simulation agrees with ${times}/n by hand.`,
  );
}

// %%
type Variance = (fanIn: number, fanOut: number) => number;

/** Mean square of the signal that arrives at the back, and of the gradient that arrives at the front. */
function throughNarrowing(variance: Variance): { signal: number; gradient: number } {
  const widths = [512, 256, 128, 64, 32];
  const drawn = (rows: number, columns: number, v: number) =>
    tf.randomNormal([rows, columns], 0, Math.sqrt(v), 'float32', 1 + Math.floor(1e6 * random()));
  return tf.tidy(() => {
    const weights = widths
      .slice(1)
      .map((fanOut, i) => drawn(widths[i]!, fanOut, variance(widths[i]!, fanOut)));
    let signal: tf.Tensor = drawn(200, 512, 1);
    for (const w of weights) signal = signal.matMul(w);
    let gradient: tf.Tensor = drawn(200, 32, 1);
    for (const w of [...weights].reverse()) gradient = gradient.matMul(w, false, true);
    const meanSquare = (x: tf.Tensor) => x.square().mean().dataSync()[0]!;
    return { signal: meanSquare(signal), gradient: meanSquare(gradient) };
  });
}

seed(SEED);
const narrowing = {
  'v = 1 / fanIn': { ...throughNarrowing((fanIn) => 1 / fanIn), byHand: [1, 1 / 2] },
  'v = 1 / fanOut': { ...throughNarrowing((_, fanOut) => 1 / fanOut), byHand: [2, 1] },
  Glorot: { ...throughNarrowing((fanIn, fanOut) => 2 / (fanIn + fanOut)), byHand: [4 / 3, 2 / 3] },
};
console.table(
  Object.fromEntries(
    Object.entries(narrowing).map(([name, { signal, gradient, byHand }]) => [
      name,
      {
        signal: round(signal),
        'by hand': round(byHand[0]! ** 4),
        gradient: round(gradient),
        'by hand ': round(byHand[1]! ** 4),
      },
    ]),
  ),
);

// %% [markdown]
// Each of the first two keeps one of the columns at 1 and loses the other by a factor of 16. Glorot is off in both, by
// three to five, and lost in neither.
//
// For a convolution, what feeds one output is a window: `fanIn = height * width * input channels`, and
// `fanOut = height * width * filters`.

// %% check
for (const [name, { signal, gradient, byHand }] of Object.entries(narrowing)) {
  console.assert(Math.abs(Math.log(signal / byHand[0]! ** 4)) < 0.35, `${name}: the signal is as by hand.`);
  console.assert(
    Math.abs(Math.log(gradient / byHand[1]! ** 4)) < 0.35,
    `${name}: the gradient is as by hand.`,
  );
}

// %%
const fans = [
  { layer: 'convolution 3x3, 3 channels to 8 filters', fanIn: 3 * 3 * 3, fanOut: 3 * 3 * 8 },
  { layer: 'convolution 3x3, 8 channels to 8 filters', fanIn: 3 * 3 * 8, fanOut: 3 * 3 * 8 },
  { layer: 'dense, 16 units to 16', fanIn: 16, fanOut: 16 },
];
console.table(
  fans.map(({ layer, fanIn, fanOut }) => ({
    layer,
    fanIn,
    fanOut,
    'sd, He': round(Math.sqrt(2 / fanIn)),
    'sd, Glorot': round(Math.sqrt(2 / (fanIn + fanOut))),
  })),
);

// %% [markdown]
// ### Five ways to start
//
// Now the network itself, before any training: how large is the gradient of each layer, for five ways to draw the first
// weights? The loss is taken on the logit here, so that no clip of a probability (lesson 1) comes between.

// %%
const spread = (stddev: number) => tf.initializers.randomNormal({ mean: 0, stddev });

/** Gradient norm of the kernel of each layer, before training. */
function gradientsAtStart(choices: Choices): number[] {
  const model = network({ ...choices, output: 'linear' });
  const norms = tf.tidy(() => {
    const loss = () => lossOnLogit(isVertical, model.apply(pixels) as tf.Tensor).mean() as tf.Scalar;
    const kernels = model.trainableWeights.filter(({ name }) => name.includes('kernel'));
    const { grads } = tf.variableGrads(
      loss,
      kernels.map((weight) => weight.read() as tf.Variable),
    );
    return kernels.map((weight) => grads[(weight.read() as tf.Variable).name]!.norm().dataSync()[0]!);
  });
  model.dispose();
  return norms;
}

const beginnings: Record<string, Choices> = {
  'sigmoid, Glorot': { activation: 'sigmoid' },
  'ReLU, He': { activation: 'relu', initializer: 'heNormal' },
  'ReLU, sd .01': { activation: 'relu', initializer: spread(0.01) },
  'ReLU, sd 1': { activation: 'relu', initializer: spread(1) },
  'ReLU, zeros': { activation: 'relu', initializer: 'zeros' },
};
const atStart = Object.entries(beginnings).map(
  ([name, choices]) => [name, gradientsAtStart(choices)] as const,
);
console.table(
  Array.from({ length: 9 }, (_, i) => ({
    layer: i + 1,
    ...Object.fromEntries(atStart.map(([name, norms]) => [name, norms[i]!.toExponential(0)])),
  })),
);

// %% [markdown]
// Read each column from top to bottom, and look at the exponents.
//
// - *sigmoid, Glorot* loses orders of magnitude on the way to the image. A vanishing gradient.
// - *ReLU, He* has nearly the same size everywhere. That is what we want.
// - *ReLU, sd .01*: by hand, `n * v / 2` is 16 * 0.0001 / 2, less than a thousandth for each dense layer. It is tiny
//   everywhere: the gradient of a weight is what arrives from the front times what arrives from the back, and a layer
//   that lost little of the one has lost much of the other.
// - *ReLU, sd 1*: 16 * 1 / 2 = 8 for each layer. The gradient is in the hundreds or thousands everywhere, for the same
//   reason: an **exploding gradient**.
// - *ReLU, zeros*: every output is 0, every product with a weight is 0. Exactly 0 in every kernel: it cannot even begin.
//
// The outputs of the layers tell the same from the other side. Here are the outputs of the last hidden layer:

// %% check
{
  const [sigmoid, he, small, large, zeros] = atStart.map(([, norms]) => norms) as [number[], ...number[][]];
  const ratio = (norms: number[]) => Math.max(...norms) / Math.min(...norms);
  console.assert(
    sigmoid[0]! < sigmoid.at(-1)! / 1000,
    'Sigmoids lose orders of magnitude on the way to the image.',
  );
  console.assert(ratio(he!) < 100, 'With He it has nearly the same size everywhere.');
  console.assert(Math.max(...small!) < 1e-6, 'With sd .01 it is tiny everywhere.');
  console.assert(Math.min(...large!) > 50, 'With sd 1 it is in the hundreds or thousands.');
  console.assert(
    zeros!.every((norm) => norm === 0),
    'With zeros it is exactly 0 in every kernel.',
  );
}

// %%
/** All outputs of the last hidden layer, before training. */
function lastHidden(choices: Choices): Float32Array {
  const model = network(choices);
  const values = tf.tidy(() => {
    const hidden = model.layers[model.layers.length - 2]!.output as tf.SymbolicTensor;
    return (tf.model({ inputs: model.inputs, outputs: hidden }).predict(pixels) as tf.Tensor).dataSync();
  });
  model.dispose();
  return values as Float32Array;
}

const shownStarts = ['sigmoid, Glorot', 'ReLU, He', 'ReLU, sd .01', 'ReLU, sd 1'];
plot.histogram(Object.fromEntries(shownStarts.map((name) => [name, lastHidden(beginnings[name]!)])), {
  bins: 24,
});

// %% [markdown]
// Mind the numbers on the axes. With sd .01 the outputs are so small that nothing of the image is left; with sd 1 they
// are huge. The sigmoids look healthy here, around one half. But most of that spread is between the 16 units, not between
// the images: whatever the image, each unit says nearly the same.

// %% [markdown]
// ## The fix
//
// ReLU with the initialization of He, or tanh with that of Glorot. The same nine layers, the same rate.

// %%
const fixed = await attempt({ activation: 'relu', initializer: 'heNormal' });
const fixedTanh = await attempt({ activation: 'tanh' });
plot.curves(
  { 'broken: sigmoid': broken.run, 'ReLU, He': fixed.run, 'tanh, Glorot': fixedTanh.run },
  { metrics: ['loss', 'acc'] },
);

// %%
console.table(
  gradients(broken).map((norm, i) => ({
    layer: i + 1,
    sigmoid: round(norm),
    'ReLU, He': round(gradients(fixed)[i]!),
    'tanh, Glorot': round(gradients(fixedTanh)[i]!),
  })),
);
console.log(`unseen images right: sigmoid ${broken.right}, ReLU ${fixed.right}, tanh ${fixedTanh.right}`);

// %% [markdown]
// Two columns that stay in the same order of magnitude, and two networks that learn.

// %% check
console.assert(fixed.right > 0.95 && fixedTanh.right > 0.95, 'Two networks that learn.');
console.assert(broken.right < 0.7, 'The sigmoids do not.');
console.assert(
  [fixed, fixedTanh].every(
    (outcome) => Math.max(...gradients(outcome)) < 200 * Math.min(...gradients(outcome)),
  ),
  'Two columns that stay in the same order of magnitude.',
);

// %% [markdown]
// ## Too small, too large, too dark
//
// With ReLUs everything depends on the start. Three bad ones, trained:

// %%
const badStarts: Record<string, Choices> = {
  'sd .01': { activation: 'relu', initializer: spread(0.01) },
  'sd 1': { activation: 'relu', initializer: spread(1) },
  'biases at -1': { activation: 'relu', initializer: 'heNormal', bias: -1 },
};
const bad: Record<string, Outcome> = {};
for (const [name, choices] of Object.entries(badStarts)) bad[name] = await attempt(choices);

plot.curves(Object.fromEntries(Object.entries(bad).map(([name, { run }]) => [name, run])), {
  metrics: ['loss'],
});

// %%
/** What the last hidden layer gives before training. */
const hiddenAtStart: Record<string, { zeros: string; 'largest output': number }> = {};
for (const [name, choices] of Object.entries({ ...badStarts, 'He (learns)': beginnings['ReLU, He']! })) {
  const values = lastHidden(choices);
  const zeros = values.filter((value) => value === 0).length / values.length;
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  hiddenAtStart[name] = { zeros: `${Math.round(100 * zeros)} %`, 'largest output': round(largest) };
}
console.table(
  Object.entries({ ...bad, 'He (learns)': fixed }).map(([start, outcome]) => ({
    start,
    'last loss': round(outcome.run.history.loss![11]!),
    'unseen, right': round(outcome.right),
    'outputs beyond the clip at the start': `${Math.round(100 * outcome.beyond[0])} %`,
    ...hiddenAtStart[start],
  })),
);

// %% [markdown]
// Three different deaths.
//
// - *sd .01*: the last hidden layer gives some numbers, but they are nearly 0, and so is the gradient.
// - *sd 1*: the outputs are beyond the clip before the first step, and the loss stands far above log 2. The signal
//   exploded on its way forwards, and then the clip of TensorFlow.js (lesson 1) cut the gradient to 0.
// - *biases at -1*: the last hidden layer gives zeros, for every image. Its ReLUs are **dead**. A ReLU whose input is
//   negative has slope 0, so nothing before it ever moves.
//
// And a start that looks innocent: all weights the same. Then all filters compute the same, get the same gradient, and
// stay the same. Train one with every weight at 0.1, and compare its eight filters with each other:

// %% check
console.assert(
  Object.values(bad).every(({ right }) => right < 0.7),
  'Three deaths.',
);
console.assert(
  bad['sd 1']!.beyond[0] > 0.9 && bad['sd 1']!.run.history.loss!.at(-1)! > 2,
  'With sd 1 the outputs are beyond the clip before the first step.',
);
console.assert(
  hiddenAtStart['biases at -1']!.zeros === '100 %',
  'With biases at -1 the last hidden layer gives zeros.',
);

// %%
const alike = network({ activation: 'relu', initializer: tf.initializers.constant({ value: 0.1 }) });
await train(alike, { x: pixels, y: isVertical, epochs: 3, seed: SEED });
const difference = tf.tidy(() => {
  const kernel = alike.layers[0]!.getWeights()[0]!;
  return kernel
    .sub(kernel.slice([0, 0, 0, 0], [-1, -1, -1, 1]))
    .abs()
    .max()
    .dataSync()[0]!;
});
tf.dispose(alike.getWeights());
console.log(`largest difference between two filters after training: ${difference.toFixed(6)}`);

// %% [markdown]
// Eight filters, and together they are one. (At most rounding tells them apart.) Weights must start *different*; that is
// why they are random.

// %% check
console.assert(difference < 1e-3, 'At most rounding tells them apart.');

// %% [markdown]
// ## Saturation, and a large rate
//
// Here is the claim of this lesson: *predictions near 0 or 1 early on, with a large rate, saturate, and gradients
// vanish.* An output is **saturated** where its sigmoid is so close to 0 or 1 that its slope is nearly 0. Take the small
// network of lesson 1, three layers and ReLUs, plain gradient descent with momentum, and raise the rate. Then take adam
// with a rate a hundred times larger than usual, and last the largest rate with the loss on the logit, which has no clip:

// %%
const atRate = (rate: number, choices: Partial<Choices> = {}) =>
  attempt({ activation: 'relu', dense: 0, filters: 16, optimizer: tf.train.momentum(rate, 0.9), ...choices });

const rates = {
  'rate .01': await atRate(0.01),
  'rate .1': await atRate(0.1),
  'adam .3': await atRate(0, { optimizer: tf.train.adam(0.3) }),
  'rate 1, loss on the logit': await atRate(1, { output: 'linear' }),
};
plot.curves(Object.fromEntries(Object.entries(rates).map(([name, { run }]) => [name, run])), {
  metrics: ['loss', 'acc'],
});

// %%
function signs({ run, right, beyond }: Outcome): Record<string, number | string> {
  const last = run.layers[run.epochs - 1]!;
  const norms = last.map(({ gradientNorm = 0 }) => gradientNorm);
  return {
    'last loss': round(run.history.loss![run.epochs - 1]!),
    'unseen, right': round(right),
    'outputs beyond the clip': beyond.map((share) => `${Math.round(100 * share)} %`).join(', then '),
    'gradient, all layers': round(Math.hypot(...norms)),
    'in layer 1': round(norms[0]!),
    'most zeros': round(Math.max(...last.slice(0, -1).map(({ zeros }) => zeros))),
  };
}
const table = (outcomes: Record<string, Outcome>) =>
  Object.fromEntries(Object.entries(outcomes).map(([name, outcome]) => [name, signs(outcome)]));

console.table(table(rates));

// %% [markdown]
// Compare *rate .1* and *adam .3*. Both end with all outputs beyond the clip, or nearly all, and with a gradient of 0, or
// nearly 0. One is right on the images. The other is a coin. **A saturated output with no gradient is also what success
// looks like**: a network that is sure, and right, has nothing left to learn. So the gradient alone proves nothing. Look
// at the loss beside it: near 0, or near 8.
//
// In the last row nothing is clipped. If saturated outputs were all that is wrong with a rate of 1, this one would learn.
// It does not: look at `most zeros`. The large steps kill the ReLUs as well. A large rate is the fault, and saturation is
// one of the two forms that it takes.
//
// And saturation *without* a large rate? Let the weights of the last layer start at a sd of 5, so that a good part of
// the logits is large before the first step, and use a small rate:

// %% check
{
  const { 'rate .1': right, 'adam .3': coin, 'rate 1, loss on the logit': dead } = rates;
  console.assert(
    right.right > 0.95 && right.beyond[1] > 0.8,
    'At .1 nearly all end beyond the clip, and are right.',
  );
  console.assert(
    coin.right < 0.7 && coin.beyond[1] > 0.95,
    'At adam .3 all end beyond the clip, and are a coin.',
  );
  console.assert(signs(dead)['most zeros'] === 1 && dead.right < 0.7, 'On the logit the ReLUs die.');
}

// %%
const early = {
  'last weights at sd 5, rate .001': await atRate(0.001, { lastInitializer: spread(5) }),
  'last bias at -20, rate .001': await atRate(0.001, { lastBias: -20 }),
};
console.table(table(early));

// %% [markdown]
// With a sd of 5 it recovers. As long as some wrong images are inside the clip, they have a slope near 1, and they move
// the weights that all images share. In the second row a bias of -20 puts *all* outputs beyond the clip. There nobody is
// left to pull.

// %% check
{
  const [recovers, silent] = Object.values(early) as Outcome[];
  console.assert(recovers!.right > 0.9, 'With a sd of 5 it recovers.');
  console.assert(
    silent!.beyond[0] === 1 && silent!.right < 0.7,
    'With a bias of -20 nobody is left to pull.',
  );
}

// %% [markdown]
// ## What it is not
//
// Three neighbours of the vanishing gradient, all with nine layers: He's weights with sigmoids (a fix that is often
// proposed), four times as many units, and a healthy network whose rate is merely too small.

// %%
const neighbours = {
  'sigmoid, Glorot': broken,
  'sigmoid, He': await attempt({ activation: 'sigmoid', initializer: 'heNormal' }),
  'sigmoid, 64 units': await attempt({ activation: 'sigmoid', units: 64 }),
  'ReLU, He, rate .00001': await attempt({
    activation: 'relu',
    initializer: 'heNormal',
    optimizer: tf.train.adam(0.00001),
  }),
};
console.table(
  Object.fromEntries(
    Object.entries(neighbours).map(([name, outcome]) => {
      const norms = gradients(outcome);
      return [
        name,
        {
          'last loss': round(outcome.run.history.loss![11]!),
          'gradient, layer 1': round(norms[0]!),
          'layer 9': round(norms[8]!),
          'layer 1 / layer 9': round(norms[0]! / norms[8]!),
        },
      ];
    }),
  ),
);

// %% [markdown]
// All four lie near log 2. In the first three the ratio of the last column is tiny: neither other weights nor more of
// them mend a product of quarters. In the last row the gradient arrives. That network is slow, not sick: raise its rate.
//
// | what you see | what it is | what to do |
// | --- | --- | --- |
// | loss near log n, gradient falls from layer to layer towards the image, or is tiny everywhere | vanishing | ReLU or tanh; weights by fan-in; fewer layers |
// | gradient in the hundreds and more, loss far above log n or NaN | exploding | weights by fan-in; a smaller rate |
// | a hidden layer gives only zeros, gradient 0 before it | dead ReLUs | a smaller rate, biases at 0, He |
// | gradient exactly 0 in every kernel from the start | zeros as initial weights | any of the random ones |
// | gradient 0, loss near 8 | saturated and wrong | lessons 1 and 8 |
// | gradient 0, loss near 0 | done | nothing |
// | gradient even over the layers, loss near log n | slow | raise the rate |

// %% check
{
  const all = Object.values(neighbours).map((outcome) => [outcome, gradients(outcome)] as const);
  console.assert(
    all.every(([{ run }]) => Math.abs(run.history.loss!.at(-1)! - Math.LN2) < 0.1),
    'All lie near log 2.',
  );
  const ratios = all.map(([, norms]) => norms[0]! / norms[8]!);
  console.assert(
    ratios.slice(0, 3).every((ratio) => ratio < 0.01),
    'In the first three the ratio is tiny.',
  );
  console.assert(ratios[3]! > 0.05, 'In the last row the gradient arrives.');
}

// %%
tf.dispose([pixels, unseenPixels, isVertical]);

// %% [markdown]
// ## The claim, settled over twenty seeds
//
// Each line was trained from 20 seeds, each with its own images and its own initial weights, and tested on images that
// the network had not seen. It *has learned* when it is right on at least 90 % of them. In brackets stands how many
// of the others ended with a gradient of exactly 0, or with a hidden layer of dead ReLUs.
//
// **A4: predictions near 0 or 1 early on, with a large rate, saturate, and gradients vanish.**
//
// <!-- claims:09-saturation-and-initialization -->
//
// | what was changed | test accuracy, least / median / most | learned: at least 0.9 | outputs beyond the clip, before and after | gradient of the first layer after an epoch | last loss |
// | --- | --- | --- | --- | --- | --- |
// | **A4 on stripes: two convolutions, ReLU, SGD with momentum .9, 12 epochs** | | | | | |
// | rate .01 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0 %, 0 % | 0.31 | 0.0012 |
// | rate .1 | 0.99 / 1.00 / 1.00 | 20 of 20 | 0 %, 99 % | 0.46 | 1e-7 |
// | A4: rate 1 | 0.49 / 0.50 / 0.76 | 0 of 20 (7 without gradient, 7 with a dead layer) | 0 %, 35 % | 0.35 | 3.3 |
// | rate 1, loss on the logit | 0.50 / 0.50 / 0.50 | 0 of 20 (20 with a dead layer) | 0 %, 0 % | 0.46 | 0.7 |
// | rate 1, tanh for ReLU | 0.48 / 0.67 / 0.98 | 4 of 20 (4 without gradient) | 0 %, 89 % | 0.88 | 4.4 |
// | A4: adam .3 | 0.50 / 0.50 / 0.50 | 0 of 20 (20 without gradient) | 0 %, 100 % | 0 | 8 |
// | adam .3, loss on the logit | 0.50 / 0.52 / 1.00 | 9 of 20 (10 with a dead layer) | 0 %, 1 % | 1.7 | 0.69 |
// | rate .001, last weights start at sd 5 | 0.99 / 1.00 / 1.00 | 20 of 20 | 13 %, 55 % | 7.4 | 1e-4 |
// | rate .001, last weights start at sd 20 | 0.50 / 0.50 / 1.00 | 10 of 20 (10 without gradient) | 83 %, 100 % | 4e-4 | 0.54 |
// | **Nine layers on stripes: two convolutions, six dense layers of 16, the output; adam .003, 12 epochs** | | | | | |
// | ReLU, He | 0.99 / 1.00 / 1.00 | 20 of 20 | 0 %, 42 % | 0.15 | 5e-6 |
// | ReLU, Glorot | 1.00 / 1.00 / 1.00 | 20 of 20 | 0 %, 66 % | 0.084 | 2e-6 |
// | tanh, Glorot | 0.99 / 1.00 / 1.00 | 20 of 20 | 0 %, 0 % | 0.39 | 0.004 |
// | sigmoid, Glorot | 0.50 / 0.50 / 0.50 | 0 of 20 | 0 %, 0 % | 6e-6 | 0.69 |
// | sigmoid, He | 0.50 / 0.50 / 0.94 | 1 of 20 | 0 %, 0 % | 1e-5 | 0.69 |
// | sigmoid, Glorot, adam .03 | 0.50 / 0.50 / 1.00 | 9 of 20 | 0 %, 0 % | 1e-6 | 0.59 |
// | sigmoid, Glorot, no dense layer | 0.80 / 0.98 / 1.00 | 18 of 20 | 0 %, 0 % | 0.028 | 0.55 |
// | ReLU, zeros | 0.50 / 0.50 / 0.50 | 0 of 20 (20 with a dead layer) | 0 %, 0 % | 0 | 0.69 |
// | ReLU, sd .01 | 0.50 / 0.50 / 0.50 | 0 of 20 (13 with a dead layer) | 0 %, 0 % | 4e-12 | 0.69 |
// | ReLU, sd 1 | 0.46 / 0.50 / 0.58 | 0 of 20 (19 without gradient) | 100 %, 100 % | 0 | 8 |
// | ReLU, He, biases start at -1 | 0.50 / 0.50 / 0.50 | 0 of 20 (20 with a dead layer) | 0 %, 0 % | 0 | 0.69 |
//
// <!-- /claims -->
//
// What this says:
//
// - A4 holds for what it describes: with adam at 0.3 the outputs end beyond the clip, with a gradient of exactly 0, from
//   every seed. With a rate of 1 some seeds end so, and others with dead ReLUs. On the logit, where nothing is clipped,
//   adam at 0.3 learns from some seeds and kills its ReLUs from others; at a rate of 1 they die from all. The large
//   rate is what both have in common.
// - Saturation by itself is no fault. At a rate of 0.1 the outputs end beyond the clip too, and the images are right. A
//   start with large logits is recovered from, at a small rate, as long as not nearly all of them are beyond the clip.
// - With nine layers the start decides. ReLU and tanh with weights by fan-in learn; sigmoids, zeros, too small and too
//   large do not. A larger rate for the sigmoids is a matter of luck.
//   (A sigmoid that counts as learned beside a loss of 0.69 has its outputs on the right sides of one half by a hair.)

// %% [markdown]
// ## Questions
//
// Ten points. Fill in the cells, save the notebook, and have it graded:
//
// `npx unstuck grade notebooks/09-saturation-and-initialization.ipynb`
//
// Each question is followed by a cell with which you can check yourself first.
//
// ### Question 1: how large should the first weights be? (3 points)
//
// Write the standard deviation of the initial weights of a layer. A dense layer has `inputs` and `outputs`; a convolution
// has a `kernel` besides, its height and width, and `inputs` and `outputs` are its channels and filters. For the
// activation `'relu'` take that of He, for `'tanh'` that of Glorot.

// %%
interface Layer {
  inputs: number;
  outputs: number;
  /** Height and width of a convolution; a dense layer has none. */
  kernel?: [number, number];
}

// %% question=q1
function initialDeviation(
  layer: { inputs: number; outputs: number; kernel?: [number, number] },
  activation: 'relu' | 'tanh',
): number {
  // BEGIN SOLUTION return the standard deviation, by He for relu and by Glorot for tanh
  const [height, width] = layer.kernel ?? [1, 1];
  const fanIn = height * width * layer.inputs;
  const fanOut = height * width * layer.outputs;
  return Math.sqrt(2 / (activation === 'relu' ? fanIn : fanIn + fanOut));
  // END SOLUTION
}

// %%
// Beside the sd of weights that TensorFlow.js draws: many of them, so that the sd is close. (Uniform, because its
// `heNormal` and `glorotNormal` come out 12 % too small: they cut what is beyond two sd, and do not make up for it.)
const layersToTry: Layer[] = [
  { inputs: 300, outputs: 100 },
  { inputs: 16, outputs: 64, kernel: [3, 5] },
];
/** The sd of weights drawn by He or Glorot. */
function drawnDeviation({ inputs, outputs, kernel = [1, 1] }: Layer, activation: 'relu' | 'tanh'): number {
  return tf.tidy(() => {
    const drawn = activation === 'relu' ? tf.initializers.heUniform({}) : tf.initializers.glorotUniform({});
    return tf
      .moments(drawn.apply([...kernel, inputs, outputs]))
      .variance.sqrt()
      .dataSync()[0]!;
  });
}
try {
  console.table(
    layersToTry.flatMap((layer) =>
      (['relu', 'tanh'] as const).map((activation) => ({
        layer: JSON.stringify(layer),
        activation,
        drawn: round(drawnDeviation(layer, activation)),
        yours: round(initialDeviation(layer, activation)),
      })),
    ),
  );
} catch (error) {
  console.log((error as Error).message);
}

// %% [markdown]
// ### Question 2: mend the deep network (3 points)
//
// This is the broken network. Mend it, and keep it deep: at least six dense layers must stand before the output, and the
// output must be a probability.
//
// The grader draws new stripes, calls `buildModel()`, trains it for 12 epochs in batches of 32 on `preprocess(x)`, and
// asks it about images it has not seen. Its loss on the training images must be at most 0.35, half of a coin's, and at
// least 90 % of the unseen ones must be right.

// %% question=q2
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x.sub(127.5).div(64);
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential();
  // BEGIN SOLUTION choose activation and initial weights so that the signal gets through
  // STUB: const hidden = { activation: 'sigmoid', kernelInitializer: 'glorotUniform' } as const;
  const hidden = { activation: 'relu', kernelInitializer: 'heNormal' } as const;
  // END SOLUTION
  model.add(tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, ...hidden }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, ...hidden }));
  model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
  model.add(tf.layers.flatten());
  for (let i = 0; i < 6; i++) model.add(tf.layers.dense({ units: 16, ...hidden }));
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

// %%
// The same as the grader does, with stripes of its own.
const trial = datasets.gratings({ seed: SEED + 2, perClass: 100 });
const trialX = toTensor(trial.x) as tf.Tensor4D;
const trialY = toTensor(trial.y);
const trialInput = preprocess(trialX);

seed(SEED);
const yourModel = buildModel();
const yours = await train(yourModel, { x: trialInput, y: trialY, epochs: 12, batchSize: 32, seed: SEED });
const yourNorms = yours.layers[0]!.flatMap(({ gradientNorm }) =>
  gradientNorm === undefined ? [] : [round(gradientNorm)],
);
console.log(`gradient by layer after the first epoch: ${yourNorms.join('  ')}`);
yourModel.dispose();
tf.dispose([trialX, trialY, trialInput]);
plot.curves({ yours }, { metrics: ['loss', 'acc'] });

// %% [markdown]
// ### Question 3: name the fault (2 points)
//
// Four deep networks were trained on stripes, with the loss on the logit. Each has one fault. You get the curves, and for
// each layer with weights the gradient norm and the share of zeros in its outputs, at the end, from the image to the
// output.

// %%
const A = {
  history: {
    loss: [0.897, 0.89, 0.883, 0.877, 0.87, 0.865, 0.859, 0.853, 0.847, 0.842, 0.837, 0.832],
    acc: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
  },
  gradients: [0.753, 1.57, 1.18, 0.85, 0.818, 0.785, 1.67, 0.841, 1.06],
  zeros: [0.486, 0.476, 0.658, 0.461, 0.361, 0.596, 0.488, 0.375, 0],
};
const B = {
  history: {
    loss: [30100, 13400, 6670, 3520, 1930, 1100, 726, 509, 395, 300, 241, 193],
    acc: [0.5, 0.5, 0.5, 0.505, 0.54, 0.535, 0.53, 0.575, 0.57, 0.605, 0.615, 0.65],
  },
  gradients: [822, 1130, 868, 545, 514, 494, 596, 491, 2470],
  zeros: [0.489, 0.502, 0.752, 0.482, 0.588, 0.729, 0.521, 0.43, 0],
};
const C = {
  history: {
    loss: [0.986, 0.864, 0.775, 0.726, 0.702, 0.694, 0.694, 0.694, 0.694, 0.693, 0.693, 0.693],
    acc: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.49, 0.5, 0.5, 0.5, 0.53, 0.5],
  },
  gradients: [4.7e-6, 3.79e-5, 0.000134, 0.000521, 0.00185, 0.00734, 0.0278, 0.117, 0.464],
  zeros: [0, 0, 0, 0, 0, 0, 0, 0, 0],
};
const D = {
  history: {
    loss: [1.15, 0.691, 0.739, 0.701, 0.696, 0.693, 0.694, 0.693, 0.694, 0.693, 0.694, 0.695],
    acc: [0.455, 0.51, 0.48, 0.5, 0.46, 0.5, 0.44, 0.47, 0.45, 0.5, 0.5, 0.5],
  },
  gradients: [0, 0, 0, 0, 0, 0, 0, 0, 0.211],
  zeros: [0.668, 0.834, 0.938, 0.875, 0.938, 0.996, 0.688, 1, 0],
};

console.log(`log 2 = ${round(Math.log(2))}`);
for (const [name, curve] of Object.entries({ A: A, B: B, C: C, D: D })) {
  console.log(plot.curves({ [name]: curve }, { metrics: ['loss', 'acc'] }));
  console.log(`${name}: gradient by layer ${curve.gradients.join('  ')}`);
  console.log(`${name}: zeros by layer    ${curve.zeros.join('  ')}`);
}

// %% [markdown]
// Give each network one of these names:
//
// | name | fault |
// | --- | --- |
// | `vanishing-gradient` | the signal shrinks from layer to layer |
// | `exploding-gradient` | the signal grows from layer to layer |
// | `dying-relu` | the ReLUs of a layer give nothing but zeros |
// | `bad-initialization` | all weights started at zero |
// | `lr-too-low` | the learning rate is too small |

// %% question=q3
// BEGIN SOLUTION name the fault of each network
// STUB: const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = { A: '', B: '', C: '', D: '' };
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'lr-too-low',
  B: 'exploding-gradient',
  C: 'vanishing-gradient',
  D: 'dying-relu',
};
// END SOLUTION

// %%
// Only whether the names are in the list, not whether they are right.
const names = 'vanishing-gradient exploding-gradient dying-relu bad-initialization lr-too-low'.split(' ');
for (const [network, fault] of Object.entries(diagnosis))
  console.log(`${network}: ${names.includes(fault) ? fault : `"${fault}" is not in the list`}`);

// %% [markdown]
// ### Question 4: He for a leaky ReLU (2 points)
//
// A **leaky ReLU** gives `z` for positive `z` and `a * z` for negative `z`, with a small `a` such as 0.1, so that it
// cannot die. Which standard deviation must the weights of a layer with fan-in `n` have, so that the mean square of the
// outputs stays what it was? Follow the derivation above: which share of the squares is left? Write it as text, as a
// formula in `n` and `a` that [mathjs](https://mathjs.org) can read: `+ - * / ^`, `sqrt`, brackets. The grader compares
// its values and its slope by `a`.

// %% question=q4
// BEGIN SOLUTION the standard deviation as a formula in n and a
// STUB: const leakyDeviation = 'TODO';
const leakyDeviation = 'sqrt(2 / (n * (1 + a^2)))';

// END SOLUTION

// %%
import { evaluate } from 'mathjs';

/** Mean square after a layer of leaky ReLUs, of inputs with mean square 1: it should be 1. */
function meanSquareAfter(deviation: number, n: number, a: number): number {
  return tf.tidy(() => {
    const inputs = tf.randomNormal([400, n], 0, 1, 'float32', 1 + Math.floor(1e6 * random()));
    const weights = tf.randomNormal([n, 400], 0, deviation, 'float32', 1 + Math.floor(1e6 * random()));
    return tf.leakyRelu(inputs.matMul(weights), a).square().mean().dataSync()[0]!;
  });
}
try {
  seed(SEED);
  console.table(
    [0, 0.1, 0.5, 1].map((a) => ({
      a,
      'mean square with yours': round(meanSquareAfter(evaluate(leakyDeviation, { n: 100, a }), 100, a)),
    })),
  );
} catch (error) {
  console.log(`${leakyDeviation}: ${(error as Error).message}`);
}

// %% [markdown]
// ## Where to go from here
//
// The list of lessons, and what each of them settles, is in [course.md](../course.md).

// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: measured curves, not constants
// %% [markdown]
// # Lesson 1: pixels from 0 to 255
//
// A small network is shown bright and dark images. A child would sort them. The network does not: its loss stands
// still, and it is right half of the time.
//
// The advice that everybody gives is *divide the pixels by 255*. It works. But why? "Large inputs are bad" is no
// explanation, and as you will see it is only half true: the very same network learns from the very same raw pixels
// in Keras, and does not in TensorFlow.js.
//
// After this lesson you can tell three networks apart that all look stuck: one that gets **no gradient**, one that is
// **dead**, and one that is merely **slow**. They need different cures.
//
// It takes about half an hour; all trainings together take less than a minute. Run the cells from top to bottom. The
// questions are at the end.

// %%
import {
  accuracy,
  datasets,
  plot,
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
// The images are those of a widely read answer on the question *why does my Keras CNN not converge*: 32 by 32 pixels
// in three colours, every value a random whole number. A **bright** image draws its values from 100 to 254, a **dark**
// one from 0 to 99. One glance at the mean is enough to tell them apart.

// %%
const lights = datasets.brightness({ seed: SEED, perClass: 200 });
const unseenLights = datasets.brightness({ seed: SEED + 1, perClass: 100 });
const labels = Array.from(lights.y.values, (label) => lights.classes[label]!);

plot.images(takeRows(lights.x, [0, 1, 2, 3, 4, 5, 6, 7]), { labels: labels.slice(0, 8), range: [0, 255] });

// %% [markdown]
// The network is the one of that answer, layer by layer. It ends in a **sigmoid**, which turns any number into a
// probability, and it is trained with **binary cross-entropy**, the loss that goes with it: minus the logarithm of the
// probability that the network gave to the right class.

// %%
type Loss = string | ((yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor);

function answerA(output: 'sigmoid' | 'linear' = 'sigmoid', loss: Loss = 'binaryCrossentropy'): tf.Sequential {
  seed(SEED);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: output }),
    ],
  });
  model.compile({ optimizer: 'adam', loss, metrics: ['accuracy'] });
  return model;
}

const pixels = toTensor(lights.x);
const isBright = toTensor(lights.y);
const unseenPixels = toTensor(unseenLights.x);
const isUnseenBright = toTensor(unseenLights.y);

const brokenModel = answerA();
const broken = await train(brokenModel, {
  x: pixels,
  y: isBright,
  validation: { x: unseenPixels, y: isUnseenBright },
  epochs: 5,
  seed: SEED,
});
plot.curves({ broken }, { metrics: ['loss', 'val_loss', 'acc'] });

// %% [markdown]
// Look at two things.
//
// - The accuracy is one half, as if the network tossed a coin.
// - The loss is near 8, and it does not move. That is *not* how a coin looks: who says "50 %" every time has a loss of
//   log 2, about 0.69. A loss of 8 means that the network is **sure**, and wrong, half of the time.
//
// "It does not converge" does not say that. The height of a flat line is the first clue.

// %% check
console.assert(Math.abs(broken.history.acc!.at(-1)! - 0.5) < 0.05, 'The accuracy is one half.');
console.assert(
  broken.history.loss!.slice(-3).every((loss) => Math.abs(loss - 8) < 0.1),
  'The loss is near 8, and it does not move.',
);

// %% [markdown]
// ## Measure
//
// Before changing anything, look inside. Four measurements are enough here, and `train` has taken most of them:
//
// 1. What goes in: the range of the input.
// 2. What comes out: how many outputs are exactly 0 or 1, before and after training.
// 3. The **gradient norm** of each layer: how long the vector is that says where to move its weights. Zero means that
//    nothing will ever move.
// 4. The share of zeros that each layer gives out. A ReLU gives 0 for everything negative; some zeros are normal.

// %%
const { input } = broken.data;
console.log(`1. Input: ${input.min} to ${input.max}, mean ${input.mean.toFixed(0)}`);

/** The share of outputs that are so close to 0 or 1 that the loss can no longer tell the difference. */
function shareSaturated(model: tf.LayersModel, x: tf.Tensor): number {
  return tf.tidy(() => {
    const p = model.predict(x) as tf.Tensor;
    return p
      .less(1e-7)
      .logicalOr(p.greater(1 - 1e-7))
      .mean()
      .dataSync()[0]!;
  });
}

const untrained = answerA();
console.log(
  `2. Outputs at 0 or 1: ${(100 * shareSaturated(untrained, pixels)).toFixed(0)} % before training,`,
);
console.log(`                      ${(100 * shareSaturated(brokenModel, pixels)).toFixed(0)} % after it`);
untrained.dispose();

const lastEpoch = broken.layers[broken.layers.length - 1]!;
console.table(
  lastEpoch.map(({ layer, gradientNorm, zeros, activation }) => ({
    layer: layer.replace(/_[^_]+$/, ''),
    '3. gradient norm': gradientNorm ?? '',
    '4. share of zeros': Number(zeros.toFixed(2)),
    'largest output': Number(activation.max.toPrecision(3)),
  })),
);

// %% [markdown]
// The gradient is not small. It is exactly 0, in every layer that has weights. Yet the convolution is alive: many of
// its outputs are not zero. So the signal is lost at the very end, between the last layer and the loss, where every
// single output sits at 0 or at 1. Such an output is called **saturated**. (In the last line of the table, a share of
// zeros of 1 would only say that every answer is 0.)

// %% check
console.assert(
  lastEpoch.every(({ gradientNorm = 0 }) => gradientNorm === 0),
  'The gradient is exactly 0, in every layer that has weights.',
);
console.assert(lastEpoch[0]!.zeros < 1, 'The convolution is alive.');
console.assert(shareSaturated(brokenModel, pixels) === 1, 'Every single output sits at 0 or at 1.');

// %% [markdown]
// ## The cause, by hand
//
// Take one image of class `y`. The last layer computes a number `z`, the **logit**. The sigmoid makes a probability of
// it, and the loss compares that with `y`:
//
// - `p = 1 / (1 + exp(-z))`
// - `loss = -log(p)` if `y` is 1, and `-log(1 - p)` if `y` is 0
//
// For `z = 40` the computer's `p` is 1, and `log(1 - p)` is minus infinity. To be safe, TensorFlow.js first **clips**
// `p`: what is below 0.0000001 becomes 0.0000001, what is above 0.9999999 becomes 0.9999999. Let it compute the loss
// of a dark image (`y = 0`) for some logits, and the slope of that loss. A training step follows the slope.

// %%
const dark = tf.tensor2d([[0]]);
const clippedLoss = (z: tf.Tensor) =>
  tf.metrics.binaryCrossentropy(dark, z.sigmoid() as tf.Tensor2D).sum() as tf.Scalar;
const lossOnTheLogit = (z: tf.Tensor) => tf.losses.sigmoidCrossEntropy(dark, z as tf.Tensor2D) as tf.Scalar;

function at(z: number, loss: (z: tf.Tensor) => tf.Scalar): { loss: number; slope: number } {
  return tf.tidy(() => {
    const logit = tf.tensor2d([[z]]);
    return { loss: loss(logit).dataSync()[0]!, slope: tf.grad(loss)(logit).dataSync()[0]! };
  });
}

const round = (value: number) => Number(value.toPrecision(4));
console.table(
  [-2, 0, 2, 10, 20, 40].map((z) => {
    const [clipped, direct] = [at(z, clippedLoss), at(z, lossOnTheLogit)];
    return {
      z,
      p: Number((1 / (1 + Math.exp(-z))).toFixed(9)),
      'loss, p clipped': round(clipped.loss),
      slope: round(clipped.slope),
      'loss on z': round(direct.loss),
      'its slope': round(direct.slope),
    };
  }),
);

// %% [markdown]
// Read the table downwards. The larger `z`, the more wrong the network is about this dark image, and the loss rises. At
// `z = 20` it stops rising. Whether `z` is 20 or 40, the clipped `p` is the same number, so the loss is the same
// number, and its slope is 0. The network is as wrong as it can be and hears nothing of it.
//
// In terms of the chain rule, the slope is a product of three factors:
//
// **slope of the loss by the clipped p** × **slope of the clip** × **slope of the sigmoid**
//
// The clip leaves `p` alone inside its limits: its slope is 1 there. Outside, it gives a constant: slope 0. One factor 0
// makes the product 0, and everything before it in the network is multiplied by that.
//
// The last two columns compute the same loss **straight from the logit**, by a formula that needs no clip. (You will
// write it in question 4.) Its slope is `p - y`: close to 1 where the network is sure and wrong, whatever `z` is.
//
// ### Why 8?
//
// All outputs ended on one side, so half of the images are right, with a loss of nearly 0, and half are wrong, with the
// largest loss that the clip allows:

// %% check
console.assert(at(20, clippedLoss).loss === at(40, clippedLoss).loss, 'At 20 the loss stops rising.');
console.assert(at(20, clippedLoss).slope === 0 && at(40, clippedLoss).slope === 0, 'Its slope is 0.');
console.assert(
  at(40, lossOnTheLogit).slope > 0.99,
  'The slope on the logit is close to 1 where the network is sure and wrong.',
);

// %%
const largestLoss = -Math.log(1e-7);
// The upper limit is not 0.9999999 but the number of 32 bits next to it.
const largestLossAbove = -Math.log(1 - Math.fround(1 - 1e-7));
console.log('all outputs at 0:', (largestLoss / 2).toFixed(3));
console.log('all outputs at 1:', (largestLossAbove / 2).toFixed(3));
console.log('measured:        ', broken.history.loss!.map((loss) => loss.toFixed(3)).join('  '));

// %% [markdown]
// The flat line is the clip itself.
//
// ### Why do the outputs get there?
//
// The initial weights are drawn so that inputs of about 1 give logits of about 1. And the network is made of sums,
// ReLUs and maxima, with biases that start at 0: multiply every pixel by 255, and every logit is multiplied by 255.

// %% check
console.assert(
  [largestLoss, largestLossAbove].some((loss) => Math.abs(loss / 2 - broken.history.loss!.at(-1)!) < 0.02),
  'The flat line is the clip itself.',
);

// %%
const withoutSigmoid = answerA('linear');
const scaledPixels = pixels.div(255);
const [rawLogits, scaledLogits] = [pixels, scaledPixels].map((x) =>
  tf.tidy(() => {
    const z = withoutSigmoid.predict(x) as tf.Tensor;
    return `${round(z.min().dataSync()[0]!)} to ${round(z.max().dataSync()[0]!)}`;
  }),
);
withoutSigmoid.dispose();
console.log(`Logits before training, pixels 0 to 255: ${rawLogits}`);
console.log(`Logits before training, pixels 0 to 1:   ${scaledLogits}`);

// %% [markdown]
// A logit beyond about 16, up or down, is outside the clip. Some images start there, from many seeds most of them, and
// the first few steps throw the others after them: an image that still has a gradient moves weights that all images
// share, and it moves them for pixels that are 255 times too large. Once every image is outside, there is no way back.

// %% [markdown]
// ## The same pixels, the loss on the logit
//
// If the explanation is right, the raw pixels must do no harm once the clip is gone. So: the same network, the same
// pixels from 0 to 255, the same start. Only the sigmoid moves from the last layer into the loss.

// %%
function lossFromLogit(yTrue: tf.Tensor, z: tf.Tensor): tf.Tensor {
  return tf.losses.sigmoidCrossEntropy(yTrue, z);
}

const logitModel = answerA('linear', lossFromLogit);
const onLogits = await train(logitModel, { x: pixels, y: isBright, epochs: 5, seed: SEED });
// The sigmoid is above one half where the logit is above 0.
const guesses = tf.tidy(() => (logitModel.predict(unseenPixels) as tf.Tensor).dataSync());
console.log('accuracy on unseen images:', accuracy(unseenLights.y.values, guesses, 0));
plot.curves({ 'raw, sigmoid and clip': broken, 'raw, loss on the logit': onLogits }, { metrics: ['loss'] });

// %% [markdown]
// It learns. The first epoch is expensive, because no clip hides how wrong the network is. Then it recovers, because
// the most wrong images pull hardest.
//
// This is also why the claim holds in one library and not in the other. When a Keras model ends in a sigmoid and is
// trained with binary cross-entropy, Keras looks behind the sigmoid, takes the logit and computes the loss from that.
// Write the sigmoid by hand so that Keras cannot see it, and Keras is stuck as well: the table below has that run too.

// %% check
console.assert(accuracy(unseenLights.y.values, guesses, 0) > 0.95, 'It learns.');
console.assert(onLogits.history.loss![0]! > onLogits.history.loss!.at(-1)!, 'The first epoch is expensive.');

// %% [markdown]
// ## The fix
//
// Divide by 255. The logits start near 0, no output is saturated, and the loss on `p` works as it should.

// %%
const fixedModel = answerA();
const scaledUnseen = unseenPixels.div(255);
const fixed = await train(fixedModel, {
  x: scaledPixels,
  y: isBright,
  validation: { x: scaledUnseen, y: isUnseenBright },
  epochs: 5,
  seed: SEED,
});
// In full: the kernel does not find `{ broken }` where `broken` is from an earlier cell.
plot.curves({ broken: broken, fixed: fixed }, { metrics: ['loss', 'val_loss', 'acc'] });

// %% check
console.assert(fixed.history.val_acc!.at(-1)! > 0.95, 'The mended network learns.');

// %%
// What is no longer needed is given back: tensors live outside JavaScript's garbage collector.
for (const model of [brokenModel, logitModel, fixedModel]) model.dispose();
tf.dispose([pixels, scaledPixels, isBright, unseenPixels, scaledUnseen, isUnseenBright, dark]);

// %% [markdown]
// ## Where brightness says nothing
//
// Bright against dark is too easy: one number decides it. So here are **stripes**, horizontal or vertical, on a
// background of random brightness, with noise. Nothing but the direction tells the classes apart, and the network has
// to find edges.

// %%
const stripes = datasets.gratings({ seed: SEED });
const directions = Array.from(stripes.y.values, (label) => stripes.classes[label]!);

plot.images(takeRows(stripes.x, [0, 1, 2, 3, 4, 5, 6, 7]), { labels: directions.slice(0, 8) });

// %% [markdown]
// The network is smaller, and it is trained with plain gradient descent with momentum in place of adam. (Adam keeps its
// steps at the same size however large the gradient is. That hides a part of the problem; more of it in the table
// below.)

// %%
interface Choices {
  output?: 'sigmoid' | 'linear';
  loss?: Loss;
  rate?: number;
  inputShape?: [number, number, number];
  padding?: 'valid' | 'same';
}

function smallNetwork({
  output = 'sigmoid',
  loss = 'binaryCrossentropy',
  rate = 0.01,
  inputShape = [16, 16, 3],
  padding = 'valid',
}: Choices = {}): tf.Sequential {
  seed(SEED);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape, filters: 8, kernelSize: 3, padding, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, padding, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: output }),
    ],
  });
  model.compile({ optimizer: tf.train.momentum(rate, 0.9), loss, metrics: ['accuracy'] });
  return model;
}

/** Trains a new network for 12 epochs and keeps nothing but the record. */
async function trainSmall(x: tf.Tensor, y: tf.Tensor, choices: Choices = {}): Promise<TrainingRun> {
  const model = smallNetwork(choices);
  const run = await train(model, { x, y, epochs: 12, seed: SEED });
  model.dispose();
  return run;
}

const stripePixels = toTensor(stripes.x);
const scaledStripes = stripePixels.div(255);
const isVertical = toTensor(stripes.y);

const rawRun = await trainSmall(stripePixels, isVertical);
const rawLogitRun = await trainSmall(stripePixels, isVertical, { output: 'linear', loss: lossFromLogit });
const scaledRun = await trainSmall(scaledStripes, isVertical);
plot.curves(
  { 'raw, sigmoid': rawRun, 'raw, loss on the logit': rawLogitRun, 'divided by 255': scaledRun },
  { metrics: ['loss'] },
);

// %% [markdown]
// Dividing by 255 works again. But the loss on the logit, which rescued the raw pixels a moment ago, does not: after a
// wild first epoch its line lies flat near log 2 = 0.69. That is a coin, not a network that is sure and wrong. Something
// else must be at work. Measure:

// %% check
console.assert(scaledRun.history.acc!.at(-1)! > 0.9, 'Dividing by 255 works again.');
console.assert(
  Math.abs(rawLogitRun.history.loss!.at(-1)! - Math.LN2) < 0.05,
  'The line of the loss on the logit lies flat near log 2.',
);

// %%
/** What to look at when a loss stands still: its height, the gradient norm, and the share of zeros where it is largest. */
function signs(run: TrainingRun): Record<string, number> {
  const layers = run.layers[run.layers.length - 1]!;
  const norms = layers.map(({ gradientNorm = 0 }) => gradientNorm);
  return {
    'last loss': round(run.history.loss![run.epochs - 1]!),
    gradient: round(Math.hypot(...norms)),
    'in layer 1': round(norms[0]!),
    'most zeros': round(Math.max(...layers.map(({ zeros }) => zeros).slice(0, -1))),
  };
}

console.table({
  'raw, sigmoid': signs(rawRun),
  'raw, loss on the logit': signs(rawLogitRun),
  'divided by 255': signs(scaledRun),
});

// %% [markdown]
// In the second row a layer gives out nothing but zeros: for every image, at every place. Its ReLUs are **dead**. A ReLU
// whose input is negative gives 0, and its slope is 0 too, so the weights before it never move again. Behind a dead
// layer every image looks the same, and the best that the last layer can do is to say "50 %" to all of them. (From some
// seeds the first row is dead as well, with a loss of 0.69: it depends on what comes first.)
//
// What kills them is the size of one step. Take the logit of one image `x` under weights `w`, and one step of gradient
// descent with rate `r`. The slope of the loss by the weight `w[i]` is `(p - y) * x[i]`, so `w[i]` moves by
// `-r * (p - y) * x[i]`, and the logit of the same image moves by
//
// `-r * (p - y) * (x[0] * x[0] + x[1] * x[1] + …)`
//
// Pixels 255 times larger make this 255 * 255, about 65,000 times larger. A rate of 0.01 acts like 650. The first steps
// fling the weights so far that a layer ends up negative for every image there is.
//
// So there are two ways to die of the same cause, and one cure for both: bring the input to about 1.

// %% check
console.assert(signs(rawLogitRun)['most zeros'] === 1, 'A layer gives out nothing but zeros.');

// %% [markdown]
// ## What it is not
//
// A flat line has more than one cause. Here are two trainings on pixels that *are* divided by 255, with nothing wrong but
// the rate: once far too large, once far too small.

// %%
const tooLarge = await trainSmall(scaledStripes, isVertical, { rate: 1 });
const tooSmall = await trainSmall(scaledStripes, isVertical, { rate: 0.0001 });

console.table({
  'raw, sigmoid': signs(rawRun),
  'raw, loss on the logit': signs(rawLogitRun),
  'divided by 255, rate 1': signs(tooLarge),
  'divided by 255, rate .0001': signs(tooSmall),
});
plot.curves(
  { 'raw, loss on the logit': rawLogitRun, 'rate too large': tooLarge, 'rate too small': tooSmall },
  { metrics: ['acc'] },
);

// %% [markdown]
// Four networks, none of which learns; three of them draw nearly the same curve. The measurements tell them apart:
//
// | what you see | what it is | what to do |
// | --- | --- | --- |
// | loss frozen far above 0.69, gradient exactly 0 | saturated outputs | normalize the input; put the loss on the logit |
// | loss near 0.69, one layer all zeros | dead ReLUs: a step was too large | raw input: normalize; else: lower the rate |
// | loss near 0.69, gradient not 0, no dead layer | slow | raise the rate, or wait |
//
// (0.69 belongs to two balanced classes. With `k` balanced classes the coin's loss is log `k`.)
//
// And two cures that change nothing, although they are often proposed for a network that "does not converge":
//
// - **More filters.** Four times as many are stuck in the same place. The network did not lack capacity.
// - **A smaller rate on raw pixels.** It has to undo a factor of 65,000 in one place without being too slow in another.
//   Now and then it hits; the table below says how rarely.
//
// Subtracting the mean alone does not help much either: what matters is the scale.

// %% check
console.assert(
  [rawRun, tooLarge, tooSmall].every(({ history }) => history.acc!.at(-1)! < 0.8),
  'None of them learns.',
);
console.assert(signs(tooLarge)['most zeros'] === 1, 'A rate too large: one layer all zeros.');
console.assert(
  signs(tooSmall)['most zeros']! < 1 && signs(tooSmall).gradient! > 0,
  'A rate too small: gradient not 0, no dead layer.',
);

// %%
tf.dispose([stripePixels, scaledStripes, isVertical]);

// %% [markdown]
// ## The claim, settled over twenty seeds
//
// One training is an anecdote. So each line below was trained from 20 seeds, each with its own data and its own initial
// weights, and tested on images it had never seen. A network *has learned* when it is right on at least 90 % of them.
// In brackets stands how many of the others ended with a gradient of exactly 0, or with a layer of dead ReLUs. (In
// Keras neither was measured.)
//
// **A1: raw input converges poorly. A2: the same divided by 255 converges.**
//
// <!-- claims:01-unnormalized-input -->
//
// | input, and what was changed | engine | test accuracy, least / median / most | learned: at least 0.9 | last loss, median |
// | --- | --- | --- | --- | --- |
// | **Answer A's data and network (32x32x3, brightness is the class), adam .001, 5 epochs** | | | | |
// | A1: raw, 0 to 255 | tfjs 4.22.0 | 0.50 / 0.50 / 0.50 | 0 of 20 (20 without gradient) | 8.1 |
// | A2: divided by 255 | tfjs 4.22.0 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0.00034 |
// | raw, loss on the logit | tfjs 4.22.0 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0 |
// | raw, 0 to 255 | Keras 2.15.0 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0 |
// | divided by 255 | Keras 2.15.0 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0.00015 |
// | raw, a sigmoid written by hand | Keras 2.15.0 | 0.50 / 0.50 / 0.50 | 0 of 20 | 7.7 |
// | **Stripes (16x16x3, brightness says nothing), a small CNN, SGD .01 with momentum .9, 12 epochs** | | | | |
// | raw, 0 to 255 | tfjs 4.22.0 | 0.50 / 0.50 / 0.50 | 0 of 20 (18 without gradient, 2 with dead ReLUs) | 8 |
// | divided by 255 | tfjs 4.22.0 | 0.98 / 1.00 / 1.00 | 20 of 20 | 0.022 |
// | raw, loss on the logit | tfjs 4.22.0 | 0.50 / 0.50 / 0.50 | 0 of 20 (20 with dead ReLUs) | 0.69 |
// | minus 127.5, not divided | tfjs 4.22.0 | 0.50 / 0.50 / 1.00 | 2 of 20 (18 without gradient) | 8.1 |
// | raw, four times the filters | tfjs 4.22.0 | 0.50 / 0.50 / 0.50 | 0 of 20 (20 without gradient) | 8.1 |
// | raw, tanh for ReLU | tfjs 4.22.0 | 0.50 / 0.50 / 0.50 | 0 of 20 | 0.7 |
// | raw, rate .001 | tfjs 4.22.0 | 0.50 / 0.50 / 1.00 | 3 of 20 (16 without gradient, 1 with dead ReLUs) | 8 |
// | raw, rate .0001 | tfjs 4.22.0 | 0.50 / 0.50 / 1.00 | 7 of 20 (12 without gradient) | 8 |
// | raw, rate .00001 | tfjs 4.22.0 | 0.50 / 0.69 / 0.95 | 1 of 20 (5 without gradient) | 0.64 |
// | raw, adam .001 | tfjs 4.22.0 | 0.50 / 0.94 / 1.00 | 13 of 20 (7 without gradient) | 0.062 |
// | divided by 255, rate .0001 | tfjs 4.22.0 | 0.37 / 0.50 / 0.77 | 0 of 20 | 0.69 |
// | divided by 255, rate 1 | tfjs 4.22.0 | 0.50 / 0.50 / 0.50 | 0 of 20 (20 with dead ReLUs) | 0.71 |
// | **Handwriting (8x8, a 3 or an 8), a small CNN, SGD .01 with momentum .9, 12 epochs** | | | | |
// | divided by 16, 0 to 1 | tfjs 4.22.0 | 0.93 / 0.96 / 0.98 | 20 of 20 | 0.26 |
// | as published, 0 to 16 | tfjs 4.22.0 | 0.97 / 0.99 / 1.00 | 20 of 20 | 0.0048 |
// | as 8-bit images, 0 to 255 | tfjs 4.22.0 | 0.44 / 0.50 / 0.59 | 0 of 20 (20 without gradient) | 8 |
// | 8-bit, loss on the logit | tfjs 4.22.0 | 0.41 / 0.47 / 0.61 | 0 of 20 (19 with dead ReLUs) | 0.69 |
// | 8-bit, adam .001 | tfjs 4.22.0 | 0.45 / 0.96 / 0.99 | 16 of 20 (4 without gradient) | 0.016 |
//
// <!-- /claims -->
//
// What this says:
//
// - In TensorFlow.js A1 and A2 hold, every time. In Keras A1 does not: its loss goes back to the logit. Where it cannot,
//   it fails as TensorFlow.js does. So the cause is not the scale by itself, but the scale together with the clip.
// - On stripes the loss on the logit is not enough: there the step is what kills.
// - With a smaller rate, or with adam, raw pixels are a matter of luck. Divided by 255, they are not.

// %% [markdown]
// ## Real images
//
// Handwriting, at last: threes and eights from the UCI digits, 8 by 8 pixels. In this set a pixel counts the inked dots
// of a 4 by 4 block, so it runs from 0 to 16. A camera or a PNG file would give the same images from 0 to 255.

// %%
const digits = datasets.digits({ only: [3, 8], seed: SEED });
const digitNames = Array.from(digits.y.values, (label) => digits.classes[label]!);

plot.images(takeRows(digits.x, [0, 1, 2, 3, 4, 5, 6, 7]), { labels: digitNames.slice(0, 8) });

// %%
const zeroToSixteen = toTensor(digits.x);
const zeroToOne = zeroToSixteen.div(16);
const eightBit = zeroToSixteen.mul(255 / 16).round();
const isEight = toTensor(digits.y);

// Padded at the border: eight pixels are too few to lose some in each layer.
const forDigits: Choices = { inputShape: [8, 8, 1], padding: 'same' };
const digitRuns = {
  '0 to 255': await trainSmall(eightBit, isEight, forDigits),
  '0 to 16': await trainSmall(zeroToSixteen, isEight, forDigits),
  '0 to 1': await trainSmall(zeroToOne, isEight, forDigits),
};
tf.dispose([zeroToSixteen, zeroToOne, eightBit, isEight]);
plot.curves(digitRuns, { metrics: ['loss'] });

// %% [markdown]
// From 0 to 255 it fails as before: the line near 8 is the clip. From 0 to 16 it learns, and *faster* than from 0 to 1.
// So there is no magic in "between 0 and 1". A larger input acts like a larger rate, and here 16 times the input happens
// to suit a rate of 0.01. Nobody promised that the range and the rate that you were given fit each other. That is all
// that normalizing does: it makes the range one less thing to guess.
//
// With adam most of the seeds learn even from 0 to 255 (last line of the table), and some do not. That is the worst kind
// of fault: it depends on the seed, and looks like bad luck.

// %% check
console.assert(digitRuns['0 to 255'].history.loss!.at(-1)! > 7, 'From 0 to 255 the line lies near 8.');
console.assert(
  digitRuns['0 to 16'].history.loss!.at(-1)! < digitRuns['0 to 1'].history.loss!.at(-1)!,
  'From 0 to 16 it learns faster than from 0 to 1.',
);
console.assert(digitRuns['0 to 1'].history.acc!.at(-1)! > 0.9, 'From 0 to 1 it learns.');

// %% [markdown]
// ## Questions
//
// Ten points. Fill in the cells, save the notebook, and have it graded:
//
// `npx unstuck grade notebooks/01-unnormalized-input.ipynb`
//
// Each question is followed by a cell with which you can check yourself first. The grader comes into the notebook, too:
// `import { check } from 'unstuck';` once, and `await check('q1')` in any cell grades your answer as you last ran or
// saved it, whichever is newer. What you hand in is the saved file.
//
// ### Question 1: the gradient that reaches the logit (2 points)
//
// Write the slope of the *clipped* loss by the logit `z`, for an image of class `y` (0 or 1). `epsilon` is the clip: `p`
// is kept between `epsilon` and `1 - epsilon`. The chain rule above has all that you need; multiply the factors and see
// how much cancels.

// %% question=q1
function clippedGradient(z: number, y: number, epsilon = 1e-7): number {
  // BEGIN SOLUTION return the slope of the clipped cross-entropy by z
  const p = 1 / (1 + Math.exp(-z));
  const isClipped = p < epsilon || p > 1 - epsilon;
  return isClipped ? 0 : p - y;
  // END SOLUTION
}

// %%
// Beside the table that TensorFlow.js computed above, for a dark image (y = 0).
try {
  console.table([-2, 0, 2, 10, 20, 40].map((z) => ({ z, yours: round(clippedGradient(z, 0)) })));
} catch (error) {
  console.log((error as Error).message);
}

// %% [markdown]
// ### Question 2: mend the training (4 points)
//
// This cell holds the network that fails on raw stripes. Mend it: in `preprocess`, in `buildModel`, or in both. Both
// functions keep their names and what they take and return. The network must still end in a probability.
//
// The grader draws new stripes, calls `buildModel()`, trains it for 12 epochs in batches of 32 on `preprocess(x)`, and
// asks it about images it has not seen. At least 90 % must be right, on the training images and on the unseen ones, and
// not just once: a lucky seed is not a mend.

// %% question=q2
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  // BEGIN SOLUTION bring the pixels, 0 to 255, to a scale that the network can learn from
  // STUB: return x;
  return x.div(255);
  // END SOLUTION
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({
    optimizer: tf.train.momentum(0.01, 0.9),
    loss: 'binaryCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

// %%
// The same as the grader does, with stripes of its own.
const trial = datasets.gratings({ seed: SEED + 2 });
const trialTest = datasets.gratings({ seed: SEED + 3 });
const trialTensors = [trial.x, trial.y, trialTest.x, trialTest.y].map(toTensor);
const [trialX, trialY, trialTestX, trialTestY] = trialTensors as [
  tf.Tensor4D,
  tf.Tensor,
  tf.Tensor4D,
  tf.Tensor,
];

seed(SEED);
const yourModel = buildModel();
const yours = await train(yourModel, {
  x: preprocess(trialX),
  y: trialY,
  validation: { x: preprocess(trialTestX), y: trialTestY },
  epochs: 12,
  batchSize: 32,
  seed: SEED,
});
console.log(signs(yours));
yourModel.dispose();
tf.dispose(trialTensors);
plot.curves({ yours }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] });

// %% [markdown]
// ### Question 3: name the fault (2 points)
//
// Three networks were trained to tell even digits from odd ones, on the handwriting above. Each has one fault. The
// curves are all you get.

// %%
const A = {
  history: {
    loss: [
      0.695, 0.596, 0.617, 0.465, 0.43, 0.323, 0.328, 0.231, 0.217, 0.184, 0.131, 0.137, 0.0945, 0.0791,
      0.0755, 0.0442, 0.0487, 0.0359, 0.0211, 0.0242,
    ],
    val_loss: [
      0.624, 0.679, 0.546, 0.536, 0.443, 0.481, 0.405, 0.422, 0.42, 0.396, 0.444, 0.43, 0.451, 0.49, 0.482,
      0.526, 0.542, 0.551, 0.595, 0.612,
    ],
    acc: [
      0.433, 0.7, 0.567, 0.8, 0.833, 0.933, 0.833, 0.933, 0.933, 0.967, 0.967, 0.967, 0.967, 1, 1, 1, 1, 1, 1,
      1,
    ],
    val_acc: [
      0.638, 0.531, 0.704, 0.707, 0.807, 0.774, 0.812, 0.791, 0.794, 0.826, 0.819, 0.834, 0.809, 0.792, 0.821,
      0.832, 0.834, 0.826, 0.816, 0.819,
    ],
  },
};
const B = {
  history: {
    loss: [
      7.88, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96, 7.96,
      7.96, 7.96, 7.96,
    ],
    val_loss: [
      7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8,
    ],
    acc: [
      0.502, 0.501, 0.501, 0.501, 0.501, 0.501, 0.501, 0.501, 0.501, 0.501, 0.501, 0.501, 0.501, 0.501, 0.501,
      0.501, 0.501, 0.501, 0.501, 0.501,
    ],
    val_acc: [
      0.511, 0.511, 0.511, 0.511, 0.511, 0.511, 0.511, 0.511, 0.511, 0.511, 0.511, 0.511, 0.511, 0.511, 0.511,
      0.511, 0.511, 0.511, 0.511, 0.511,
    ],
  },
};
const C = {
  history: {
    loss: [
      0.371, 0.204, 0.314, 0.477, 0.369, 0.61, 0.627, 0.579, 0.839, 0.781, 0.815, 0.739, 0.744, 0.844, 0.859,
      0.576, 0.865, 0.539, 0.663, 0.618,
    ],
    val_loss: [
      0.186, 0.417, 0.451, 0.393, 0.27, 1.35, 0.58, 0.604, 1.82, 0.709, 0.949, 1.61, 3.68, 1.52, 0.878, 1.06,
      0.851, 0.675, 0.959, 1.92,
    ],
    acc: [
      0.823, 0.922, 0.914, 0.904, 0.933, 0.897, 0.902, 0.917, 0.895, 0.906, 0.907, 0.914, 0.918, 0.894, 0.911,
      0.932, 0.906, 0.939, 0.934, 0.933,
    ],
    val_acc: [
      0.925, 0.878, 0.883, 0.905, 0.941, 0.824, 0.913, 0.898, 0.822, 0.911, 0.901, 0.864, 0.663, 0.836, 0.91,
      0.894, 0.915, 0.926, 0.908, 0.829,
    ],
  },
};

const shown = { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] };
console.log(plot.curves({ A }, shown));
console.log(plot.curves({ B }, shown));
console.log(plot.curves({ C }, shown));

// %% [markdown]
// Give each curve one of these names:
//
// | name | fault |
// | --- | --- |
// | `unnormalized-input` | the pixels were not brought to a small scale |
// | `lr-too-high` | the learning rate is too large |
// | `lr-too-low` | the learning rate is too small |
// | `overfitting` | the network learns its training images by heart |
// | `underfitting` | the network is too simple for the task |
// | `class-imbalance` | one class is much rarer than the other |

// %% question=q3
// BEGIN SOLUTION name the fault behind each curve
// STUB: const diagnosis: Record<'A' | 'B' | 'C', string> = { A: '', B: '', C: '' };
const diagnosis: Record<'A' | 'B' | 'C', string> = {
  A: 'overfitting',
  B: 'unnormalized-input',
  C: 'lr-too-high',
};
// END SOLUTION

// %%
// Only whether the names are in the list, not whether they are right.
const names = 'unnormalized-input lr-too-high lr-too-low overfitting underfitting class-imbalance'.split(' ');
for (const [curve, fault] of Object.entries(diagnosis))
  console.log(`${curve}: ${names.includes(fault) ? fault : `"${fault}" is not in the list`}`);

// %% [markdown]
// ### Question 4: the loss, written on the logit (2 points)
//
// Put `p = 1 / (1 + exp(-z))` into the cross-entropy `-y * log(p) - (1 - y) * log(1 - p)` and simplify, until no `p` is
// left and nothing can become `log(0)` for any reasonable `z`. Write it as text, as a formula in `z` and `y` that
// [mathjs](https://mathjs.org) can read: `+ - * / ^`, `exp`, `log` (the natural one), brackets. The grader compares its
// values and its slope by `z`.

// %% question=q4
// BEGIN SOLUTION the cross-entropy as a formula in z and y
// STUB: const lossOfLogit = 'TODO';
const lossOfLogit = 'log(1 + exp(z)) - y * z';

// END SOLUTION

// %%
import { evaluate } from 'mathjs';

// Beside the loss on z that TensorFlow.js computed in the table above, for a dark image (y = 0).
try {
  console.table([-2, 0, 2, 10, 20, 40].map((z) => ({ z, yours: round(evaluate(lossOfLogit, { z, y: 0 })) })));
} catch (error) {
  console.log(`${lossOfLogit}: ${(error as Error).message}`);
}

// %% [markdown]
// ## Where to go from here
//
// The list of lessons, and what each of them settles, is in [course.md](../course.md).

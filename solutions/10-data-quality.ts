// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: measured curves, not constants
// %% [markdown]
// # Lesson 10: the data, before the network
//
// A network does not learn. You try another rate, more filters, more epochs. Nothing helps, because nothing is wrong with
// the network. What is wrong lies in the folder of images.
//
// Images can be *washed out*, *dark* or *blurred*. They can carry the *wrong label*. They can be there *twice*. And a
// good set can be *cut in the wrong place*, so that the number you report is not the number you will get. Widely read
// advice says: look through the images, throw the bad ones away, correct the light. Some of that is right. You will
// measure which part.
//
// After this lesson you can
//
// - say which kind of bad image stops a network, and why another kind, that looks worse, does not;
// - weigh what throwing images away costs;
// - find wrong labels with the help of a network that learned from them;
// - find copies that sit on both sides of a split, and a split that was taken from sorted files.
//
// It takes about 40 minutes; all trainings together take less than a minute. Run the cells from top to bottom. The
// questions are at the end.

// %%
import { copyFileSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  accuracy,
  blurScore,
  brightnessScore,
  contrastScore,
  corruptFiles,
  datasets,
  findDuplicateFiles,
  findDuplicates,
  ImageDataGenerator,
  type NdArray,
  perImageStandardization,
  plot,
  random,
  ready,
  seed,
  type TrainingRun,
  takeRows,
  tf,
  toTensor,
  train,
  trainTestSplit,
  validationSplit,
  writeShapesFolder,
} from 'unstuck';

const { engine, threads } = await ready();
console.log(`Engine: ${engine}, threads: ${threads}`);

/** Everything random below follows from this number. Change it and run all cells again: the story stays the same. */
const SEED = 1;

// %% [markdown]
// ## The symptom
//
// Stripes, horizontal or vertical, 16 by 16 pixels in three colours, values from 0 to 255. One camera takes them as they
// are. Before the second camera hangs a fog: everything is there, but squeezed together around the mean of the image.
// Such an image is **washed out**: it has little contrast. (**Contrast** is how far the pixels of one image lie from
// their mean; here: their standard deviation.)

// %%
/** Whole numbers from 0 to 255, as a file holds them. */
const as8bit = (pixels: tf.Tensor) => pixels.round().clipByValue(0, 255);
/** The mean of each image, shaped so that it can be subtracted from the image. */
const meanOfEach = (pixels: tf.Tensor) => pixels.mean([1, 2, 3], true);
/** Each pixel becomes the mean of the nine around it. */
const smooth = (pixels: tf.Tensor) => tf.avgPool(pixels as tf.Tensor4D, 3, 1, 'same');

const spoil = {
  good: (x: tf.Tensor) => tf.tidy(() => as8bit(x)),
  'washed out': (x: tf.Tensor) => tf.tidy(() => as8bit(meanOfEach(x).add(x.sub(meanOfEach(x)).mul(0.06)))),
  dark: (x: tf.Tensor) => tf.tidy(() => as8bit(x.mul(0.1))),
  blurred: (x: tf.Tensor) => tf.tidy(() => as8bit(smooth(smooth(x)))),
};
type Kind = keyof typeof spoil;

/** The numbers of the tensor that is made, for plots and scores. */
function numbers(make: () => tf.Tensor): NdArray {
  const x = tf.tidy(make);
  const array = { values: Float32Array.from(x.dataSync()), shape: [...x.shape] };
  x.dispose();
  return array;
}

const stripes = datasets.gratings({ seed: SEED });
const unseenStripes = datasets.gratings({ seed: SEED + 1 });
const asTaken = toTensor(stripes.x);
const unseenAsTaken = toTensor(unseenStripes.x);
const isVertical = toTensor(stripes.y);

const examples = numbers(() => {
  const six = asTaken.slice(0, 6);
  return tf.concat([spoil.good(six), spoil['washed out'](six)]);
});
plot.images(examples, {
  columns: 6,
  range: [0, 255],
  labels: [...new Array(6).fill('good'), ...new Array(6).fill('washed out')],
});

// %% [markdown]
// In the lower row your eye all but gives up. The network should not: 6 % of the contrast is still there, in whole grey
// levels.
//
// The same small CNN is trained twice, on 400 images each, divided by 255 as everybody does.

// %%
interface Choices {
  rate?: number;
  filters?: number;
}

function stripesNetwork({ rate = 0.003, filters = 8 }: Choices = {}): tf.LayersModel {
  seed(SEED);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 2 * filters, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(rate), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

const by255 = (x: tf.Tensor) => x.div(255);

/** Trains on these pixels and asks about unseen images of every kind. */
async function learnStripes(
  pixels: tf.Tensor,
  labels: tf.Tensor,
  prepare: (x: tf.Tensor) => tf.Tensor = by255,
  choices: Choices = {},
): Promise<{ run: TrainingRun; test: Record<string, number> }> {
  const x = tf.tidy(() => prepare(pixels));
  const model = stripesNetwork(choices);
  const run = await train(model, { x, y: labels, epochs: 8, seed: SEED, statistics: false });
  const kinds = Object.keys(spoil) as Kind[];
  const scores = kinds.map((kind) => {
    const p = tf.tidy(() => (model.predict(prepare(spoil[kind](unseenAsTaken))) as tf.Tensor).dataSync());
    return [kind, accuracy(unseenStripes.y.values, p)];
  });
  x.dispose();
  model.dispose();
  return { run: run, test: Object.fromEntries(scores) };
}

const goodPixels = spoil.good(asTaken);
const washedPixels = spoil['washed out'](asTaken);
const onGood = await learnStripes(goodPixels, isVertical);
const onWashed = await learnStripes(washedPixels, isVertical);
plot.curves({ good: onGood.run, 'washed out': onWashed.run }, { metrics: ['loss', 'acc'] });

// %% [markdown]
// One line falls to nearly nothing. The other lies at 0.69, which is log 2: the loss of somebody who says "50 %" to every
// image. Nothing has been learned.

// %% check
console.assert(onGood.run.history.loss!.at(-1)! < 0.15, 'One line falls to nearly nothing.');
console.assert(
  Math.abs(onWashed.run.history.loss!.at(-1)! - Math.LN2) < 0.03 && onWashed.test['washed out']! < 0.75,
  'The other lies at log 2.',
);

// %% [markdown]
// ## Measure
//
// Look at the images first, always. Then let numbers look at all of them. Three scores go a long way. Each is one number
// an image, and each of them is in the kit:
//
// - `brightnessScore`: the mean grey, 0 (black) to 255 (white).
// - `contrastScore`: the standard deviation of the grey.
// - `blurScore`: how much neighbouring pixels differ (the variance of the *Laplacian*, which is four times a pixel minus
//   its four neighbours). Sharp edges and noise make it large.
//
// Here are three images of each of four kinds, and below them the scores of each kind: the median over 100 images.

// %%
plot.images(
  numbers(() => {
    const three = asTaken.slice(0, 3);
    return tf.concat((Object.keys(spoil) as Kind[]).map((kind) => spoil[kind](three)));
  }),
  {
    columns: 6,
    range: [0, 255],
    labels: (Object.keys(spoil) as Kind[]).flatMap((kind) => [kind, kind, kind]),
  },
);

// %%
/** One score for each image of a stack. */
function scoresOf(x: NdArray, score: (image: NdArray) => number): number[] {
  return Array.from({ length: x.shape[0]! }, (_, row) => {
    const { values, shape } = takeRows(x, [row]);
    return score({ values: values, shape: shape.slice(1) });
  });
}
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const round = (value: number) => Number(value.toPrecision(3));

const scoreTable = Object.fromEntries(
  (Object.keys(spoil) as Kind[]).map((kind) => {
    const pixels = numbers(() => spoil[kind](asTaken.slice(0, 100)));
    const scores = { brightness: brightnessScore, contrast: contrastScore, blur: blurScore };
    return [
      kind,
      Object.fromEntries(
        Object.entries(scores).map(([name, score]) => [name, round(median(scoresOf(pixels, score)))]),
      ),
    ];
  }),
);
console.table(scoreTable);

// %% [markdown]
// The washed-out images are as bright as the good ones. Their contrast is what gives them away: about two grey levels.
//
// Read the last column with care. The blur score of the washed-out and of the dark images is lower than that of the
// blurred ones, and they are not blurred at all. A score of neighbouring *differences* falls with the contrast too. So
// compare blur scores between images of about the same contrast, and never take a threshold from the web.
//
// In a real folder good and bad are mixed, and nobody tells you which is which. A **histogram** of a score then often
// shows two hills:

// %% check
{
  const { good, 'washed out': washed, dark, blurred } = scoreTable as Record<string, Record<string, number>>;
  console.assert(
    Math.abs(washed!.brightness! - good!.brightness!) < 5,
    'They are as bright as the good ones.',
  );
  console.assert(Math.abs(washed!.contrast! - 2) < 1, 'Their contrast is about two grey levels.');
  console.assert(
    Math.max(washed!.blur!, dark!.blur!) < blurred!.blur!,
    'Their blur score is lower than of the blurred.',
  );
}

// %%
const mixed = tf.tidy(() => {
  const [half, other] = tf.split(asTaken, 2);
  return tf.concat([spoil.good(half!), spoil['washed out'](other!)]);
});
const mixedContrast = scoresOf(
  numbers(() => mixed.clone()),
  contrastScore,
);
plot.histogram(mixedContrast, { title: 'Contrast of 400 images, half of them washed out' });

// %% [markdown]
// ## The cause, by hand
//
// Is a washed-out image simply too weak a signal? Compare it with a *dark* one, in which everything is multiplied by 0.1.
// In the table above its contrast is small as well. Yet:

// %%
const darkPixels = spoil.dark(asTaken);
const blurredPixels = spoil.blurred(asTaken);
const onDark = await learnStripes(darkPixels, isVertical);
const onBlurred = await learnStripes(blurredPixels, isVertical);
plot.curves(
  { good: onGood.run, dark: onDark.run, blurred: onBlurred.run, 'washed out': onWashed.run },
  { metrics: ['loss'] },
);

// %% [markdown]
// The dark images, nearly black to the eye, are learned, if a little later. So it is not the weakness. The blurred ones,
// in which your eye still sees the broad stripes, are learned late or not at all, as chance will have it. Looks deceive.
//
// Make the case so small that you can do it on paper. An image has two pixels: a level `m` that says nothing about the
// class, and a difference `d` that says everything. Class 1 is `(m + d, m - d)`, class 0 is `(m - d, m + d)`. One neuron
// has two weights, and its **logit** (the number before the sigmoid) is
//
// `z = w0 * (m + d) + w1 * (m - d) = (w0 + w1) * m + (w0 - w1) * d` for class 1.
//
// Two directions, then: the **sum** of the weights meets the level, their **difference** meets the signal. A step of
// gradient descent with rate `r` moves each weight by `-r * (p - y)` times its pixel. So one step moves the logit by
//
// - `2 * m * m` times `r * (p - y)` by way of the level, and
// - `2 * d * d` times `r * (p - y)` by way of the signal.
//
// The level comes first: `r` must be so small that *that* part does not swing (lesson 7). What is left for the signal is
// smaller by `(m / d) * (m / d)`. Put in numbers:

// %% check
console.assert(onDark.test.dark! > 0.9, 'The dark images are learned.');

// %%
/**
 * Plain gradient descent on four images of two pixels: both classes, on a level 30 % below and above `m`. The rate is
 * 1 / (m * m): as large as the level allows, give or take. Returns the steps until the loss is below 0.1.
 */
function stepsToLearn(m: number, d: number): number {
  const images = [0.7 * m, 1.3 * m].flatMap((level) => [
    { pixels: [level + d, level - d], y: 1 },
    { pixels: [level - d, level + d], y: 0 },
  ]);
  const w = [0, 0];
  for (let step = 1; step <= 100_000; step++) {
    let loss = 0;
    const slope = [0, 0];
    for (const { pixels, y } of images) {
      const p = 1 / (1 + Math.exp(-(w[0]! * pixels[0]! + w[1]! * pixels[1]!)));
      loss -= Math.log(y === 1 ? p : 1 - p) / 4;
      for (const i of [0, 1]) slope[i]! += ((p - y) * pixels[i]!) / 4;
    }
    if (loss < 0.1) return step;
    for (const i of [0, 1]) w[i]! -= slope[i]! / (m * m);
  }
  return Number.POSITIVE_INFINITY;
}

const inUnits = (m: number, d: number) => ({
  'level m': m,
  'signal d': round(d),
  '(m / d) squared': Math.round((m / d) ** 2),
  steps: stepsToLearn(m, d),
});
// A level of 128 and stripes of 40 grey levels, divided by 255.
console.table({
  good: inUnits(0.5, 0.157),
  dark: inUnits(0.05, 0.0157),
  'washed out': inUnits(0.5, 0.157 * 0.06),
  'washed out, minus the mean': inUnits(0.0094, 0.0094),
});

// %% [markdown]
// Dark and good need the same number of steps: both numbers shrink, the ratio stays, and a rate that fits the level fits
// the signal. (Adam finds that rate by itself. Plain gradient descent would want a hundred times the rate.) Washed out
// needs hundreds of times as many. Not the size of the signal decides, but its size **beside the part that says
// nothing**.
//
// Adam does not help here, although it gives each weight a step of its own size. Level and signal are not two weights,
// but two directions across all weights, and Adam knows nothing of directions.
//
// Blur does a milder kind of the same: it takes from the stripes, the fine ones above all, and leaves the level.
//
// The last line is the cure: take the level away, and the ratio is 1.

// %% check
console.assert(
  stepsToLearn(0.5, 0.157) === stepsToLearn(0.05, 0.0157),
  'Dark and good need the same number of steps.',
);
console.assert(
  stepsToLearn(0.5, 0.157 * 0.06) > 100 * stepsToLearn(0.5, 0.157),
  'Washed out needs hundreds of times as many.',
);

// %% [markdown]
// ## The fix
//
// `perImageStandardization` subtracts each image's own mean and divides by its own standard deviation. Nothing is learned
// from other images, so nothing can leak from test to training (lesson 6).

// %%
const standardized = (x: tf.Tensor) => perImageStandardization(x);
const mended = await learnStripes(washedPixels, isVertical, standardized);
plot.curves({ 'washed out': onWashed.run, standardized: mended.run }, { metrics: ['loss', 'acc'] });

// %% [markdown]
// The same 400 images and the same network. What was nearly beyond your eye is easy, once the level is out of the way.
//
// It is not free. Whatever the brightness or the contrast said, is gone. If bright against dark *is* the class (lesson
// 1), this preparation deletes the answer.

// %% check
console.assert(mended.test['washed out']! > 0.95, 'It is easy once the level is out of the way.');

// %% [markdown]
// ## What it is not
//
// First, the usual suspects: ten times the rate, and twice the filters, on the washed-out images as they are.

// %%
const suspectRuns = {
  'as they are': onWashed,
  'ten times the rate': await learnStripes(washedPixels, isVertical, by255, { rate: 0.03 }),
  'twice the filters': await learnStripes(washedPixels, isVertical, by255, { filters: 16 }),
  'each image standardized': mended,
};
console.table(
  Object.fromEntries(
    Object.entries(suspectRuns).map(([name, { run, test }]) => [
      name,
      { 'last loss': round(run.history.loss![run.epochs - 1]!), 'test accuracy': test['washed out']! },
    ]),
  ),
);

// %% [markdown]
// Neither helps. The network had room enough, and the rate was never what held it back.
//
// Second, the claim as it is usually made: *bad images in the training set stop convergence; remove them.* In a real set
// only some are bad. So: 200 good images and 200 washed-out ones. Once as they are, once without the bad ones, once with
// each image standardized. And each network is asked about all kinds of unseen images, because tomorrow's camera has fog,
// too.

// %% check
console.assert(
  ['ten times the rate', 'twice the filters'].every(
    (name) => suspectRuns[name as keyof typeof suspectRuns].test['washed out']! < 0.85,
  ),
  'Neither helps.',
);

// %%
const rowsOfHalf = [...stripes.y.values.keys()].slice(0, 200);
const goodHalf = toTensor({ ...takeRows(stripes.x, rowsOfHalf) });
const goodHalfPixels = spoil.good(goodHalf);
const goodHalfLabels = toTensor(takeRows(stripes.y, rowsOfHalf));

const half = await learnStripes(mixed, isVertical);
const removed = await learnStripes(goodHalfPixels, goodHalfLabels);
const halfStandardized = await learnStripes(mixed, isVertical, standardized);
console.table({
  'half washed out': half.test,
  'those removed': removed.test,
  'half washed out, standardized': halfStandardized.test,
});

// %% [markdown]
// Read it by columns.
//
// - **good**: the bad half does not keep the network from learning the good half. From some seeds removing it helps a
//   little, from others it does harm: half of the images are also half of the steps.
// - **washed out**: the first two are poor at it, from nearly every seed, with the bad images in the training and
//   without. Removing them does not make the network able to see them. It only hides that it cannot, if you remove them
//   from the test set too.
// - The third line does both. **Correct rather than remove**, where the information is still there.
//
// What is truly lost, a black frame or a file that does not open, goes out. Everything else is a question of what will
// come in later.

// %% check
console.assert(half.test.good! > 0.85, 'The bad half does not keep the network from learning the good half.');
console.assert(
  [half, removed].every(({ test }) => test['washed out']! < 0.95),
  'The first two are poor at washed out.',
);
console.assert(
  halfStandardized.test.good! > 0.95 && halfStandardized.test['washed out']! > 0.95,
  'The third line does both.',
);

// %%
tf.dispose([asTaken, unseenAsTaken, isVertical, goodPixels, washedPixels, darkPixels, blurredPixels, mixed]);
tf.dispose([goodHalf, goodHalfPixels, goodHalfLabels]);

// %% [markdown]
// ## Wrong labels
//
// Now the images are fine and the labels are not. Here is real handwriting, 8 by 8 pixels, the digits 0 to 9. Of the
// labels of 400 training images and of 200 images kept for validation, 40 % are replaced by one of the nine wrong digits.
// This is **label noise**. And because we did it ourselves, we can also ask about images whose labels are right.

// %%
const digits = datasets.digits({ seed: SEED });
const digitLabels = Array.from(digits.y.values);
const [FIRST, KEPT] = [400, 600];

/** Gives a share of the labels one of the nine wrong digits. */
function mislabel(labels: number[], share: number): number[] {
  seed(SEED);
  return labels.map((label) => (random() < share ? (label + 1 + Math.floor(9 * random())) % 10 : label));
}
const given = mislabel(digitLabels.slice(0, KEPT), 0.4);

interface Rows {
  x: tf.Tensor;
  y: tf.Tensor;
}

/** Images and labels of some digits; pixels from 0 to 1. */
function digitRows(rows: number[], labels: number[]): Rows {
  const x = tf.tidy(() => toTensor(takeRows(digits.x, rows)).div(16));
  return { x: x, y: tf.tensor2d(rows.map((row) => [labels[row]!])) };
}

function digitsNetwork(): tf.LayersModel {
  seed(SEED);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [8, 8, 1],
        filters: 16,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
      }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 64, activation: 'relu' }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({
    optimizer: tf.train.adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const trainingRows = range(0, FIRST);
const noisy = digitRows(trainingRows, given);
const noisyKept = digitRows(range(FIRST, KEPT), given);
const checked = digitRows(range(KEPT, digitLabels.length), digitLabels);

const noisyModel = digitsNetwork();
const noisyRun = await train(noisyModel, {
  ...noisy,
  validation: noisyKept,
  epochs: 20,
  seed: SEED,
  statistics: false,
});

function accuracyOn(model: tf.LayersModel, { x, y }: Rows): number {
  const guesses = tf.tidy(() => (model.predict(x) as tf.Tensor).argMax(1).dataSync());
  return accuracy(y.dataSync(), guesses);
}
const reported = accuracyOn(noisyModel, noisyKept);
const known = accuracyOn(noisyModel, checked);
console.log(`on kept images, labels as given: ${reported.toFixed(2)}`);
console.log(`on unseen images, labels right:  ${known.toFixed(2)}`);
plot.curves({ 'labels 40 % wrong': noisyRun }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] });

// %% [markdown]
// The curves look like a poor network: near one half, and stuck. But ask it about images with right labels, and it is
// much better than what was reported. **The network is better than its labels.** The wrong labels point into nine
// directions at random, the right ones all into the same, and a network that cannot learn everything learns what
// repeats.
//
// The reported number is low because the *ruler* is bent. By how much? Say the network names the right digit with
// probability `a`, and a share `q` of the labels is wrong.
//
// - The label is right (`1 - q`): the network agrees with it when it is right: `a`.
// - The label is wrong (`q`): the network agrees only when it is wrong, and wrong in the same way.
//
// With ten digits the second case adds little. So expect about `(1 - q) * a`, with the share that is really wrong among
// the 200 kept images:

// %% check
console.assert(known > reported + 0.2, 'It is much better than what was reported.');

// %%
const shareWrong =
  range(FIRST, KEPT).filter((row) => given[row] !== digitLabels[row]).length / (KEPT - FIRST);
console.log(`share of wrong labels: ${shareWrong.toFixed(2)}`);
console.log(`expected: ${((1 - shareWrong) * known).toFixed(2)}, reported: ${reported.toFixed(2)}`);

// %% [markdown]
// (You will write the whole formula in question 4.) So when a validation accuracy will not rise above some height,
// whatever the network, look at the labels of what it gets wrong before you look at the network.
//
// ### More training makes it worse
//
// A network that is trained for long enough begins to learn single images by heart, wrong labels and all:

// %% check
console.assert(Math.abs((1 - shareWrong) * known - reported) < 0.1, 'Expected and reported agree.');

// %%
const longModel = digitsNetwork();
const longRun = await train(longModel, {
  ...noisy,
  validation: checked,
  epochs: 60,
  seed: SEED,
  statistics: false,
});
console.log(
  'best epoch on right labels:',
  longRun.history.val_acc!.indexOf(Math.max(...longRun.history.val_acc!)) + 1,
);
plot.curves({ '60 epochs': longRun }, { metrics: ['acc', 'val_acc'] });

// %% [markdown]
// The solid line, agreement with the labels as given, goes on rising. The dashed line, accuracy on images with *right*
// labels, has its best time early and then falls. That is overfitting (lesson 4), and stopping early is half of a cure.
//
// ### Find them
//
// The other half: make a list of suspects, and have a person look at them. A network must not judge the labels it was
// trained on, since it may know them by heart. So cut the training images in two. Train on each half, and ask about the
// other. A **suspect** is an image whose label a network that never saw it contradicts. Because every prediction is made
// out of the part it was trained on, this is called *out-of-fold*.

// %% check
{
  const { acc, val_acc: right } = longRun.history as Record<string, number[]>;
  const best = Math.max(...right!);
  console.assert(acc!.at(-1)! > acc![20]!, 'Agreement with the labels as given goes on rising.');
  console.assert(right!.indexOf(best) < 35 && right!.at(-1)! < best - 0.05, 'The best time is early.');
}

// %%
const outOfFold = new Map<number, number>();
for (const fold of [0, 1]) {
  const heldRows = trainingRows.filter((row) => row % 2 === fold);
  const seen = digitRows(
    trainingRows.filter((row) => row % 2 !== fold),
    given,
  );
  const held = digitRows(heldRows, given);
  const judge = digitsNetwork();
  await train(judge, { ...seen, epochs: 20, seed: SEED, statistics: false });
  const guesses = tf.tidy(() => (judge.predict(held.x) as tf.Tensor).argMax(1).dataSync());
  heldRows.forEach((row, i) => {
    outOfFold.set(row, guesses[i]!);
  });
  judge.dispose();
  tf.dispose([seen.x, seen.y, held.x, held.y]);
}

const suspects = trainingRows.filter((row) => outOfFold.get(row) !== given[row]);
const wrong = trainingRows.filter((row) => given[row] !== digitLabels[row]);
const caught = suspects.filter((row) => given[row] !== digitLabels[row]);
console.log(
  `${suspects.length} suspects of ${FIRST}; ${caught.length} of the ${wrong.length} wrong labels are among them`,
);

const lineUp = suspects.slice(0, 16);
plot.images(takeRows(digits.x, lineUp), {
  labels: lineUp.map((row) => `${given[row]} or ${outOfFold.get(row)}?`),
});

// %% [markdown]
// Nearly all wrong labels are in the list, together with some images that are merely hard. A person who looks through it
// looks at half of the set and finds nearly everything. (Below each picture: the label it was given, and what the network
// would have said.)
//
// What if nobody has time, and the suspects are simply dropped? Then the hard ones go too, and the set is smaller. Beside
// it, as a check that every such experiment needs: the same *number* of images dropped at random.

// %% check
console.assert(caught.length > 0.85 * wrong.length, 'Nearly all wrong labels are in the list.');
console.assert(Math.abs(suspects.length / FIRST - 0.5) < 0.15, 'Half of the set is looked at.');

// %%
async function trainedOn(rows: number[]): Promise<number> {
  const set = digitRows(rows, given);
  const model = digitsNetwork();
  await train(model, { ...set, epochs: 20, seed: SEED, statistics: false });
  const result = accuracyOn(model, checked);
  model.dispose();
  tf.dispose([set.x, set.y]);
  return result;
}
const isSuspect = new Set(suspects);
const dropped = {
  'all 400': round(known),
  'suspects dropped': round(await trainedOn(trainingRows.filter((row) => !isSuspect.has(row)))),
  'as many dropped at random': round(await trainedOn(range(0, FIRST - suspects.length))),
};
console.table(
  Object.fromEntries(Object.entries(dropped).map(([what, share]) => [what, { 'true accuracy': share }])),
);

// %%
noisyModel.dispose();
longModel.dispose();
tf.dispose([noisy.x, noisy.y, noisyKept.x, noisyKept.y]);

// %% [markdown]
// Dropping at random does harm: that is what half of the images are worth. Dropping the suspects costs as many images,
// and from most seeds it still ends a little above keeping everything. A little: the network was already good at
// ignoring noise. The list is worth a person's time more than a blind deletion.

// %% check
console.assert(dropped['as many dropped at random'] < dropped['all 400'], 'Dropping at random does harm.');
console.assert(
  dropped['suspects dropped'] > dropped['all 400'] - 0.06,
  'Dropping the suspects costs little.',
);

// %% [markdown]
// ## Copies on both sides
//
// A third kind of trouble does not hurt the training at all. It hurts the *number you report*. Sixty digits; each was
// saved five times, a little darker or lighter each time. Frames of a video are like that, or photographs of one
// patient. Split at random, one fifth for the test:

// %%
const originals = range(0, 300).map((copy) => copy % 60);
seed(SEED);
const brightness = originals.map(() => 0.6 + 0.4 * random());
const copied = takeRows(digits.x, originals);
const copies: NdArray = {
  shape: copied.shape,
  values: copied.values.map((value, i) => Math.round(value * brightness[Math.floor(i / 64)]!)),
};
const copyLabels = originals.map((row) => digitLabels[row]!);

/** Trains on these copies, reports on those, and asks about digits that are in neither. */
async function reportOn(training: number[], test: number[]): Promise<{ reported: number; true: number }> {
  const [seen, asked] = [training, test].map((rows) => ({
    x: tf.tidy(() => toTensor(takeRows(copies, rows)).div(16)),
    y: tf.tensor2d(rows.map((row) => [copyLabels[row]!])),
  })) as [Rows, Rows];
  const model = digitsNetwork();
  await train(model, { ...seen, epochs: 20, seed: SEED, statistics: false });
  const result = { reported: round(accuracyOn(model, asked)), true: round(accuracyOn(model, checked)) };
  model.dispose();
  tf.dispose([seen.x, seen.y, asked.x, asked.y]);
  return result;
}

const [atRandomTrain, atRandomTest] = trainTestSplit(range(0, 300), { testSize: 0.2, seed: SEED });
const [groupedTrain, groupedTest] = trainTestSplit(range(0, 300), {
  testSize: 0.2,
  groups: originals,
  seed: SEED,
});
const reports = {
  'split at random': await reportOn(atRandomTrain, atRandomTest),
  'copies kept together': await reportOn(groupedTrain, groupedTest),
};
console.table(reports);

// %% [markdown]
// The random split reports a perfect score, or nearly. It is an exam whose questions were handed out beforehand: of
// each test image, a sister was in the training set. The true accuracy is the same in both lines, give or take. Only
// the second line *reports* about what is true. (With twelve originals in the test its number still jumps about; it has
// no reason to be too high.)
//
// To find copies, compare a **hash** that survives another brightness. A *difference hash* shrinks the image and notes,
// in 64 bits, where the brightness rises from left to right. Two images are near when few of the 64 bits differ; that
// number of bits is their **Hamming distance**.

// %% check
console.assert(
  reports['split at random'].reported > 0.95,
  'The random split reports a perfect score, or nearly.',
);
console.assert(
  reports['split at random'].reported > reports['split at random'].true + 0.05,
  'It reports too much.',
);
console.assert(
  Math.abs(reports['split at random'].true - reports['copies kept together'].true) < 0.12,
  'The true accuracy is the same in both lines.',
);

// %%
const { exact, near } = findDuplicates(copies, { maxDistance: 4 });
const inTest = new Set(atRandomTest);
const acrossSplit = near.filter(({ a, b }) => inTest.has(a) !== inTest.has(b));
const areCopies = acrossSplit.filter(({ a, b }) => originals[a] === originals[b]);
console.log(`${exact.length} groups the same to the last value`);
console.log(
  `${acrossSplit.length} near pairs across the random split; ${areCopies.length} of them are copies`,
);

// %% [markdown]
// Comparing bytes would have found few of them. Give the groups to `trainTestSplit` as `groups`, and all copies of one
// original land on one side.

// %% check
console.assert(
  exact.length < areCopies.length / 4 && areCopies.length > 50,
  'The hash finds copies that bytes do not.',
);

// %% [markdown]
// ## A split from sorted files
//
// One more, and the shortest. Files are listed by name, so they come sorted by class. `validationSplit: 0.2`, in Keras
// and in TensorFlow.js alike, takes the **last** fifth, *before* it shuffles.

// %%
const sortedRows = range(0, FIRST).sort((a, b) => digitLabels[a]! - digitLabels[b]!);
const sortedLabels = sortedRows.map((row) => digitLabels[row]!);
const [tailTrain, tailKept] = validationSplit(sortedRows, sortedLabels, 0.2);

const [tailTraining, tailValidation] = [digitRows(tailTrain, digitLabels), digitRows(tailKept, digitLabels)];
const tailModel = digitsNetwork();
const tailRun = await train(tailModel, {
  ...tailTraining,
  validation: tailValidation,
  epochs: 20,
  seed: SEED,
  statistics: false,
});
console.log('accuracy on all ten digits:', accuracyOn(tailModel, checked).toFixed(2));
tailModel.dispose();
tf.dispose([tailTraining.x, tailTraining.y, tailValidation.x, tailValidation.y, checked.x, checked.y]);
plot.curves({ sorted: tailRun }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] });

// %% [markdown]
// The training is nearly perfect. The validation is far below it, near zero from many seeds, and its loss climbs far
// above 2.3, that of guessing among ten, while the other falls. No overfitted network is that bad. This one has never
// seen a 9, so it never says one; what little it gets right are digits of the class that the cut went through. And on
// all ten digits it is right on most: the ones it has seen. Whenever validation is **near guessing, or worse**, while
// training is fine, count the classes on both sides. (The kit's `validationSplit` warns, above the chart. Those of
// Keras and TensorFlow.js say nothing.)

// %% check
console.assert(tailRun.history.acc!.at(-1)! > 0.95, 'The training is nearly perfect.');
console.assert(
  tailRun.history.val_acc!.at(-1)! < 0.5 && tailRun.history.val_loss!.at(-1)! > 2.3,
  'The validation is far below it.',
);

// %% [markdown]
// ## A folder of images
//
// The usual way to keep images is a folder for each class. Here is one, of drawn shapes, with two accidents: a file that
// broke off while it was copied, and one that was saved twice. Before any training, two questions.

// %%
const folder = mkdtempSync(join(tmpdir(), 'shapes-'));
const files = await writeShapesFolder(folder, { perClass: 20, seed: SEED });
truncateSync(files[3]!, 200);
copyFileSync(files[30]!, join(folder, 'ring', '020.png'));

const { checked: filesRead, corrupt } = await corruptFiles(folder);
console.log(
  `${filesRead} files read; corrupt:`,
  corrupt.map(({ file, reason }) => `${file} (${reason})`).join(),
);
rmSync(files[3]!);
const twice = await findDuplicateFiles(folder, { maxDistance: 0 });
console.log('the same file twice:', twice.exact);

// %% [markdown]
// The second finding is worse than a copy: the same picture is a plus in one folder and a ring in the other. One of the
// two labels must be wrong.
//
// `flowFromDirectory` reads the rest, a batch at a time. With `validationSplit` it takes the first fifth of **each
// class** for validation, so sorted files do it no harm, and no file is in both subsets. Do not believe it; check it:

// %% check
console.assert(corrupt.length === 1 && twice.exact.length === 1, 'One file is broken, one is there twice.');

// %%
rmSync(join(folder, 'ring', '020.png'));
const pictures = new ImageDataGenerator({
  rescale: 1 / 255,
  rotationRange: 20,
  validationSplit: 0.2,
  augmentValidation: false,
});
const reading = { targetSize: [16, 16] as [number, number], batchSize: 16, seed: SEED };
const forTraining = pictures.flowFromDirectory(folder, { ...reading, subset: 'training' });
const forValidation = pictures.flowFromDirectory(folder, { ...reading, subset: 'validation' });

const both = forTraining.filenames.filter((file) => forValidation.filenames.includes(file));
console.log(
  `${forTraining.samples} for training, ${forValidation.samples} for validation, ${both.length} in both`,
);
console.log('classes:', forTraining.classIndices);

async function shapeOfFirst(flow: typeof forTraining): Promise<string> {
  for await (const { xs, ys } of flow) {
    const shapes = `images ${xs.shape.join('x')}, targets ${ys!.shape.join('x')}`;
    tf.dispose([xs, ys!]);
    return shapes;
  }
  return 'no batch';
}
console.log(`one batch: ${await shapeOfFirst(forTraining)}`);
rmSync(folder, { recursive: true });

// %% check
console.assert(both.length === 0 && forValidation.samples > 0, 'No file is in both subsets.');

// %% [markdown]
// Two traps are left:
//
// - The subsets share no *file*. That says nothing about copies under different names: hash them first.
// - In Keras the validation subset comes out of the same generator, so it is **augmented too**: rotated like the training
//   images. A validation score is then that of images nobody will ever send. Here it is left alone unless
//   `augmentValidation: true` asks for it.

// %% [markdown]
// ## The claim, settled over twenty seeds
//
// Each line was trained from 20 seeds, each with its own data and its own initial weights. The cells are test accuracies:
// least / median / most.
//
// **D1: blurred and badly lit images stop convergence; removing them and correcting brightness and contrast mends it.
// D3: `flowFromDirectory` with `validationSplit` gives subsets without overlap.**
//
// <!-- claims:10-data-quality -->
//
// | 400 stripes (16x16x3), adam .003, 8 epochs; trained on | good | washed out | dark | blurred |
// | --- | --- | --- | --- | --- |
// | good images, divided by 255 | 1.00 / 1.00 / 1.00 | 0.50 / 0.50 / 0.94 | 0.50 / 0.50 / 1.00 | 0.50 / 0.52 / 0.91 |
// | washed out, divided by 255 | 0.42 / 0.50 / 0.73 | 0.48 / 0.50 / 0.62 | 0.38 / 0.50 / 0.62 | 0.40 / 0.50 / 0.79 |
// | washed out, divided by 255, ten times the rate | 0.34 / 0.50 / 0.62 | 0.50 / 0.50 / 0.50 | 0.50 / 0.50 / 0.50 | 0.50 / 0.50 / 0.50 |
// | washed out, minus each image's mean, divided by 255 | 0.50 / 1.00 / 1.00 | 0.99 / 1.00 / 1.00 | 0.54 / 1.00 / 1.00 | 0.50 / 0.94 / 0.97 |
// | washed out, each image standardized | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 | 0.92 / 0.94 / 0.97 |
// | dark, divided by 255 | 0.50 / 0.96 / 1.00 | 0.50 / 0.50 / 0.88 | 1.00 / 1.00 / 1.00 | 0.50 / 0.60 / 0.94 |
// | blurred, divided by 255 | 0.50 / 0.56 / 0.99 | 0.50 / 0.53 / 0.86 | 0.50 / 0.50 / 0.98 | 0.50 / 0.63 / 0.91 |
// | blurred, each image standardized | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 | 0.96 / 0.97 / 0.98 |
// | half washed out, divided by 255 | 0.85 / 1.00 / 1.00 | 0.50 / 0.50 / 0.94 | 0.50 / 0.79 / 1.00 | 0.50 / 0.67 / 0.94 |
// | half blurred, divided by 255 | 0.60 / 1.00 / 1.00 | 0.50 / 0.50 / 1.00 | 0.50 / 0.64 / 1.00 | 0.50 / 0.84 / 0.94 |
// | the spoiled half removed, divided by 255 | 0.50 / 1.00 / 1.00 | 0.50 / 0.50 / 0.72 | 0.50 / 0.50 / 1.00 | 0.50 / 0.53 / 0.89 |
// | half washed out, each image standardized | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 | 0.92 / 0.94 / 0.97 |
//
// | Handwriting (8x8), adam .003, 20 epochs; trained on | accuracy reported | true accuracy |
// | --- | --- | --- |
// | right labels | 0.92 / 0.95 / 0.99 | 0.94 / 0.95 / 0.97 |
// | 40 % of the labels wrong | 0.41 / 0.51 / 0.57 | 0.81 / 0.86 / 0.90 |
// | 40 % wrong, 80 epochs | 0.29 / 0.40 / 0.47 | 0.56 / 0.63 / 0.71 |
// | 40 % wrong, what two halves contradict dropped | 0.45 / 0.52 / 0.59 | 0.83 / 0.87 / 0.92 |
// | 40 % wrong, as many dropped at random | 0.31 / 0.47 / 0.56 | 0.52 / 0.78 / 0.85 |
// | 60 digits, five copies of each, split at random | 1.00 / 1.00 / 1.00 | 0.76 / 0.85 / 0.89 |
// | the same, all copies on one side | 0.67 / 0.85 / 1.00 | 0.73 / 0.81 / 0.88 |
// | sorted by class, the last fifth reported | 0.00 / 0.13 / 0.34 | 0.77 / 0.79 / 0.86 |
// | shuffled first, the last fifth reported | 0.89 / 0.94 / 0.99 | 0.94 / 0.95 / 0.96 |
//
// <!-- /claims -->
//
// What this says:
//
// - **D1 holds for washed-out images, if the set is full of them**: their stripes are small beside the level, and the
//   network stays near one half from every seed. A set of blurred ones is hard in the same way: no seed reaches what
//   good images reach, but some get part of the way. It does not hold for dark ones: there the ratio is what it was.
// - **If half of the set is bad, it does not hold**: nearly every seed learns the good half all the same. Removing the
//   bad half helps on good images from some seeds and harms from others, and the network stays blind to the bad ones.
// - **Correcting holds**, in every line where it was tried. Taking each image's mean away is enough for the washed-out
//   ones; it is the level that has to go.
// - **Wrong labels**: the reported accuracy is far too low, and long training makes the true one low too. Dropping what
//   two halves contradict gains a little in the median; dropping as many at random loses more than that.
// - **Copies**: the report is too high. **Sorted files**: the report is about something else.
// - **D3 holds** for files, as you have checked. It does not hold for copies, and in Keras the subset is augmented.

// %% [markdown]
// ## Questions
//
// Ten points. Fill in the cells, save the notebook, and have it graded:
//
// `npx unstuck grade notebooks/10-data-quality.ipynb`
//
// ### Question 1: which test images leak? (2 points)
//
// `train` and `test` are difference hashes: 16 hexadecimal digits each, so 64 bits. Return the rows of `test` that have a
// near copy in `train`: one whose hash differs in at most `maxDistance` **bits**. Rows in rising order, each once.

// %% question=q1
function leakedRows(train: string[], test: string[], maxDistance: number): number[] {
  // BEGIN SOLUTION return the rows of test that are within maxDistance bits of some hash in train
  const distance = (a: string, b: string) => {
    let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
    let count = 0;
    for (; bits > 0n; bits >>= 1n) count += Number(bits & 1n);
    return count;
  };
  return test.flatMap((hash, row) =>
    train.some((other) => distance(hash, other) <= maxDistance) ? [row] : [],
  );
  // END SOLUTION
}

// %%
// The first is a copy, the second differs in one bit, the third in four (f and 0), the last in all.
try {
  const seenHashes = ['0000000000000000'];
  const askedHashes = ['0000000000000000', '0000000000000001', '000f000000000000', 'ffffffffffffffff'];
  for (const most of [0, 1, 4])
    console.log(`at most ${most} bits:`, leakedRows(seenHashes, askedHashes, most));
} catch (error) {
  console.log((error as Error).message);
}

// %% [markdown]
// ### Question 2: two cameras (4 points)
//
// The training set holds 400 stripes of two cameras. Half are good. Half are washed out, by a thicker fog than before:
// 3 % of the contrast is left. The network will be asked about both cameras, and as it stands, it can do one of the
// two. Mend it: in `preprocess`, in `buildModel`, or in both. Both functions keep their names and what they take and
// return. The network must end in a probability.
//
// The grader draws new stripes, calls `buildModel()`, trains it for 8 epochs in batches of 32 on `preprocess(x)`, and
// asks about unseen images of both cameras. At least 90 % must be right **on each of them**. A cell may also define
// `resample(x, y)`, which gets the prepared training rows and returns those to train on, as `{ x, y }`.

// %% question=q2
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  // BEGIN SOLUTION bring the images of both cameras, pixels 0 to 255, to something that the network can learn from
  // STUB: return x.div(255);
  const mean = x.mean([1, 2, 3], true);
  const variance = x.sub(mean).square().mean([1, 2, 3], true);
  return x.sub(mean).div(variance.sqrt().add(1e-3)) as tf.Tensor4D;
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
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

// %%
// Much as the grader does it, with stripes of its own.
const trial = datasets.gratings({ seed: SEED + 2 });
const trialTest = datasets.gratings({ seed: SEED + 3, perClass: 100 });
const thickFog = (x: tf.Tensor) => as8bit(meanOfEach(x).add(x.sub(meanOfEach(x)).mul(0.03)));
const [trialX, trialTestX] = [trial, trialTest].map((set) =>
  tf.tidy(() => {
    const [one, other] = tf.split(toTensor(set.x), 2);
    return tf.concat([spoil.good(one!), thickFog(other!)]);
  }),
) as [tf.Tensor4D, tf.Tensor4D];
const trialY = toTensor(trial.y);

const yourX = preprocess(trialX);
seed(SEED);
const yourModel = buildModel();
const yours = await train(yourModel, { x: yourX, y: trialY, epochs: 8, batchSize: 32, seed: SEED });
const yourGuesses = tf.tidy(() =>
  Array.from((yourModel.predict(preprocess(trialTestX)) as tf.Tensor).dataSync()),
);
console.log('good camera:      ', accuracy(trialTest.y.values.slice(0, 100), yourGuesses.slice(0, 100)));
console.log('washed-out camera:', accuracy(trialTest.y.values.slice(100), yourGuesses.slice(100)));
yourModel.dispose();
tf.dispose([trialX, trialTestX, trialY, yourX]);
plot.curves({ yours: yours }, { metrics: ['loss', 'acc'] });

// %% [markdown]
// ### Question 3: name the fault (2 points)
//
// Three networks were trained on handwriting, ten classes. Each has one fault in its data. Beside the usual curves
// there is `checked_acc`: the accuracy on images of all classes, with checked labels, that no training and no
// validation has seen.

// %%
const A = {
  history: {
    loss: [
      2.15, 1.74, 1.18, 0.631, 0.311, 0.162, 0.0815, 0.051, 0.0331, 0.0228, 0.0176, 0.0147, 0.012, 0.0096,
      0.00824,
    ],
    val_loss: [
      1.99, 1.49, 0.897, 0.446, 0.225, 0.106, 0.0684, 0.0391, 0.0271, 0.0208, 0.0166, 0.0132, 0.011, 0.00928,
      0.00809,
    ],
    acc: [0.329, 0.475, 0.742, 0.888, 0.956, 0.983, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    val_acc: [0.392, 0.667, 0.85, 0.9, 0.983, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    checked_acc: [
      0.248, 0.415, 0.578, 0.613, 0.665, 0.791, 0.789, 0.784, 0.791, 0.802, 0.791, 0.799, 0.799, 0.796, 0.801,
    ],
  },
};
const B = {
  history: {
    loss: [2.29, 2.22, 2.13, 2.01, 1.91, 1.82, 1.74, 1.68, 1.64, 1.62, 1.57, 1.52, 1.51, 1.5, 1.49],
    val_loss: [2.31, 2.25, 2.21, 2.16, 2.07, 2.04, 2.03, 1.98, 2.04, 1.96, 1.97, 2, 1.99, 2.04, 2.01],
    acc: [
      0.129, 0.256, 0.329, 0.367, 0.402, 0.492, 0.492, 0.554, 0.552, 0.56, 0.554, 0.59, 0.583, 0.592, 0.59,
    ],
    val_acc: [
      0.125, 0.275, 0.258, 0.3, 0.358, 0.375, 0.383, 0.433, 0.425, 0.417, 0.425, 0.417, 0.442, 0.408, 0.408,
    ],
    checked_acc: [
      0.295, 0.491, 0.432, 0.511, 0.7, 0.764, 0.789, 0.853, 0.821, 0.848, 0.899, 0.879, 0.891, 0.866, 0.881,
    ],
  },
};
const C = {
  history: {
    loss: [
      2.11, 1.66, 1.08, 0.576, 0.324, 0.214, 0.168, 0.133, 0.0981, 0.0874, 0.0828, 0.0703, 0.0567, 0.0524,
      0.0557,
    ],
    val_loss: [3.69, 5.95, 8.18, 10.2, 11.7, 12.6, 13.1, 13.4, 13.7, 13.9, 14.2, 14.2, 14.4, 14.4, 14.6],
    acc: [
      0.238, 0.654, 0.831, 0.917, 0.942, 0.958, 0.958, 0.975, 0.983, 0.983, 0.983, 0.988, 0.992, 0.985, 0.994,
    ],
    val_acc: [
      0, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075, 0.075,
    ],
    checked_acc: [
      0.441, 0.573, 0.673, 0.719, 0.735, 0.73, 0.725, 0.74, 0.739, 0.74, 0.744, 0.745, 0.75, 0.745, 0.739,
    ],
  },
};

const shown = { metrics: ['loss', 'val_loss', 'acc', 'val_acc', 'checked_acc'] };
console.log(plot.curves({ A: A }, shown));
console.log(plot.curves({ B: B }, shown));
console.log(plot.curves({ C: C }, shown));

// %% [markdown]
// Give each curve one of these names:
//
// | name | fault |
// | --- | --- |
// | `bad-images` | the images are washed out, all of them |
// | `label-noise` | many labels are wrong |
// | `train-test-overlap` | the same images are in training and validation |
// | `unshuffled-split` | the validation rows were cut off a sorted set |
// | `overfitting` | the network learns its training images by heart |
// | `class-imbalance` | one class is much rarer than the others |

// %% question=q3
// BEGIN SOLUTION name the fault behind each curve
// STUB: const diagnosis: Record<'A' | 'B' | 'C', string> = { A: '', B: '', C: '' };
const diagnosis: Record<'A' | 'B' | 'C', string> = {
  A: 'train-test-overlap',
  B: 'label-noise',
  C: 'unshuffled-split',
};
// END SOLUTION

// %%
// Only whether the names are in the list, not whether they are right.
const names = 'bad-images label-noise train-test-overlap unshuffled-split overfitting class-imbalance'.split(
  ' ',
);
for (const [curve, fault] of Object.entries(diagnosis))
  console.log(`${curve}: ${names.includes(fault) ? fault : `"${fault}" is not in the list`}`);

// %% [markdown]
// ### Question 4: the bent ruler (2 points)
//
// A network is right with probability `a`. Of the labels it is measured by, a share `q` is wrong. There are `k`
// classes. A wrong label is any of the `k - 1` wrong classes, each as likely as the other. When the network is wrong,
// it names any of the `k - 1` wrong classes, each as likely as the other. Network and labels go wrong independently.
//
// What accuracy is reported? Write it as text, as a formula in `a`, `q` and `k` that [mathjs](https://mathjs.org) can
// read: `+ - * / ^`, brackets. The grader compares its values and its slope by `a`.

// %% question=q4
// BEGIN SOLUTION the reported accuracy as a formula in a, q and k
// STUB: const reportedAccuracy = 'TODO';
const reportedAccuracy = 'a * (1 - q) + (1 - a) * q / (k - 1)';

// END SOLUTION

// %%
import { evaluate } from 'mathjs';

// Beside what was measured above. The two need not agree exactly: 200 images are few.
try {
  console.log('yours:   ', evaluate(reportedAccuracy, { a: known, q: shareWrong, k: 10 }).toFixed(3));
  console.log('reported:', reported.toFixed(3));
} catch (error) {
  console.log(`${reportedAccuracy}: ${(error as Error).message}`);
}

// %% [markdown]
// ## Where to go from here
//
// The list of lessons, and what each of them settles, is in [course.md](../course.md).

// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: measured curves, not constants
// %% [markdown]
// # Lesson 8: the last layer and the loss
//
// Four networks look at the same images. Their layers are the same, their optimizer is the same, they start alike. They
// differ in one line, the last: how many numbers come out, what is done to them, and which loss judges them. One of the
// four learns, and looks like it. One draws a loss that *falls far below zero*, which looks like a triumph. One jumps
// and learns nothing. One learns well and looks as if it did not. A fifth, for two classes, is frozen before it starts.
//
// After this lesson you can choose the last layer and the loss for a task, say what the loss of an untrained network
// must be before you train it, and recognize a wrong pair by the height at which its curve stops.
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
// Four shapes, of random place, size and contrast. The label of an image is a number: 0 is a disc, 1 a plus, 2 a ring
// and 3 a triangle.

// %%
const only = ['disc', 'plus', 'ring', 'triangle'] as const;
const shapes = datasets.shapes({ seed: SEED, perClass: 75, only });
const unseenShapes = datasets.shapes({ seed: SEED + 1, perClass: 75, only });
const first = [0, 1, 2, 3, 4, 5, 6, 7];

plot.images(takeRows(shapes.x, first), {
  labels: first.map((i) => `${shapes.y.values[i]} ${shapes.classes[shapes.y.values[i]!]}`),
});

// %% [markdown]
// Somebody has a network that tells two classes apart. It ends in one **unit** (one number comes out) with a **sigmoid**,
// which turns that number into a probability, and it is trained with **binary cross-entropy**. Now there are four
// classes, so the labels are 0, 1, 2 and 3 in place of 0 and 1. Nothing else is changed, and nothing complains.
//
// (The pixels are brought to between -2 and 2 first. Why that matters is the story of lesson 1.)

// %%
type Loss = string | ((yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor);

/** All in which the networks of this lesson differ. */
interface Ending {
  units: number;
  activation: 'sigmoid' | 'softmax' | 'linear' | 'relu';
  loss: Loss;
  /** Where the bias of the last layer starts. */
  bias?: number;
  optimizer?: tf.Optimizer;
}

function network({
  units,
  activation,
  loss,
  bias = 0,
  optimizer = tf.train.adam(0.01),
}: Ending): tf.Sequential {
  seed(SEED);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units, activation, biasInitializer: tf.initializers.constant({ value: bias }) }),
    ],
  });
  model.compile({ optimizer, loss, metrics: ['accuracy'] });
  return model;
}

const centred = (x: tf.Tensor) => tf.tidy(() => x.sub(127.5).div(64));
const pixels = centred(toTensor(shapes.x));
const unseenPixels = centred(toTensor(unseenShapes.x));
/** One number an image: 0, 1, 2 or 3. */
const numbers = toTensor(shapes.y);

const brokenModel = network({ units: 1, activation: 'sigmoid', loss: 'binaryCrossentropy' });
const broken = await train(brokenModel, { x: pixels, y: numbers, epochs: 12, seed: SEED });
plot.curves({ broken }, { metrics: ['loss', 'acc'] });

// %% [markdown]
// A loss is a penalty: 0 is perfect. This one is far below zero and went there at once. If you watched the loss alone,
// and only whether it falls, you would be delighted. The accuracy is one quarter: a guess.
//
// So one output was not enough. What next? Here are three endings with four units, one for each class. The label
// becomes a row of four numbers, with a 1 at the place of the class and 0 elsewhere; that is called **one-hot**.
// **Categorical cross-entropy** is minus the logarithm of what the network gave to the right class. **Softmax** turns
// four numbers into four probabilities: `exp(z[i])` divided by the sum of all four exponentials.
//
// - *no activation*: four units, nothing after them, categorical cross-entropy.
// - *softmax twice*: softmax in the network, and `tf.losses.softmaxCrossEntropy` as the loss. Both names were found in
//   answers to the same question.
// - *softmax*: softmax in the network, and categorical cross-entropy.

// %% check
console.assert(
  broken.history.loss!.slice(1).every((loss) => loss < -5),
  'The loss is far below zero and went there at once.',
);
console.assert(broken.history.acc!.at(-1)! < 0.3, 'The accuracy is one quarter.');

// %%
/** One-hot: four numbers an image. */
const rows = tf.tidy(() => tf.oneHot(numbers.flatten().toInt(), 4).toFloat());

function lossOnLogits(yTrue: tf.Tensor, z: tf.Tensor): tf.Tensor {
  return tf.losses.softmaxCrossEntropy(yTrue, z);
}

/** What a training leaves behind, with the loss from before it. */
interface Outcome {
  untrained: number;
  run: TrainingRun;
  /** For the images that were not seen. */
  outputs: number[][];
  model: tf.LayersModel;
}

/** Trains one ending on the shapes. */
async function attempt(ending: Ending): Promise<Outcome> {
  const model = network(ending);
  const y = ending.units === 1 ? numbers : rows;
  const [untrained] = tf.tidy(() => (model.evaluate(pixels, y) as tf.Scalar[])[0]!.dataSync());
  const run = await train(model, { x: pixels, y, epochs: 12, seed: SEED });
  const outputs = tf.tidy(() => (model.predict(unseenPixels) as tf.Tensor2D).arraySync());
  return { untrained: untrained!, run, outputs, model };
}

const attempts = {
  'one sigmoid': await attempt({ units: 1, activation: 'sigmoid', loss: 'binaryCrossentropy' }),
  'no activation': await attempt({ units: 4, activation: 'linear', loss: 'categoricalCrossentropy' }),
  'softmax twice': await attempt({ units: 4, activation: 'softmax', loss: lossOnLogits }),
  softmax: await attempt({ units: 4, activation: 'softmax', loss: 'categoricalCrossentropy' }),
};
const runsOf = (outcomes: Record<string, Outcome>) =>
  Object.fromEntries(Object.entries(outcomes).map(([name, { run }]) => [name, run]));

plot.curves(runsOf(attempts), { metrics: ['loss', 'acc'] });

// %% [markdown]
// Four lines, four heights. One is far below zero. One starts far above it, jumps, and learns nothing. One falls a
// little and stops between 0.7 and 0.9. One goes to zero. The heights are not chance. Each of them can be computed by
// hand, and after that you will recognize them.

// %% check
{
  const last = Object.values(attempts).map(({ run }) => run.history.loss!.at(-1)!) as [
    number,
    number,
    number,
    number,
  ];
  console.assert(last[0] < -5 && last[1] > 0.9, 'One is far below zero, one learns nothing.');
  console.assert(last[2] > 0.7 && last[2] < 0.95, 'One stops between 0.7 and 0.9.');
  console.assert(last[3] < 0.15, 'One goes to zero.');
}

// %% [markdown]
// ## Measure
//
// Three things to look at. The first costs nothing, because it needs no training at all:
//
// 1. **The loss of the untrained network.** It knows nothing yet, so it should give about the same probability to each of
//    `n` classes: `1 / n`. Cross-entropy is minus the logarithm of that: `-log(1 / n)`, which is `log n`. For 2 classes
//    0.69, for 4 classes 1.39, for 10 classes 2.30.
// 2. **The outputs of one image.** Are they between 0 and 1? Do they sum to 1?
// 3. **How many unseen images are right**, counted by yourself: the class with the largest output is what the network
//    says.

// %%
const round = (value: number) => Number(value.toPrecision(3));

/** The place of the largest output; of a single output, the nearest whole number. */
function said(outputs: number[]): number {
  return outputs.length === 1 ? Math.round(outputs[0]!) : outputs.indexOf(Math.max(...outputs));
}

function facts({ untrained, run, outputs }: Outcome): Record<string, number | string> {
  const sum = outputs[0]!.reduce((total, output) => total + output, 0);
  const lastLayer = run.layers[run.epochs - 1]!.slice(-1)[0]!;
  return {
    '1. untrained': round(untrained),
    '2. an image': outputs[0]!.map((output) => output.toFixed(2)).join(' '),
    'its sum': round(sum),
    '3. unseen, right': round(accuracy(unseenShapes.y.values, outputs.map(said))),
    'last loss': round(run.history.loss![run.epochs - 1]!),
    'last gradient': round(lastLayer.gradientNorm!),
  };
}

console.log(`log 4 = ${round(Math.log(4))}`);
console.table(Object.fromEntries(Object.entries(attempts).map(([name, outcome]) => [name, facts(outcome)])));

// %% [markdown]
// Read the first column. *No activation* is off before a single step: several times log 4. *One sigmoid* has a loss near
// log 2, the loss of a coin: this network can name only two classes, whatever you train it on. The other two are near
// log 4, as they should be, and one of those two is wrong as well. So this check convicts, but it does not acquit.
//
// Read the column of right answers. *Softmax twice* is not bad at all! It learned most of the shapes, or all of them,
// with a loss that seems stuck. A loss can look hopeless and be fine, as it can look like a triumph and be worthless.

// %% check
{
  const [sigmoid, none, twice, once] = Object.values(attempts) as Outcome[];
  const right = ({ outputs }: Outcome) => accuracy(unseenShapes.y.values, outputs.map(said));
  console.assert(none!.untrained > 1.7 * Math.log(4), 'No activation is several times log 4.');
  console.assert(Math.abs(sigmoid!.untrained - Math.LN2) < 0.3, 'One sigmoid is near log 2.');
  console.assert(
    [twice!, once!].every(({ untrained }) => Math.abs(untrained - Math.log(4)) < 0.4),
    'Near log 4.',
  );
  console.assert(right(twice!) > 0.7 && right(once!) > 0.9, 'Softmax twice learned most of the shapes.');
  console.assert(right(sigmoid!) < 0.3 && right(none!) < 0.6, 'The first two did not.');
}

// %% [markdown]
// ## The cause, by hand
//
// ### One sigmoid for four classes: a loss without a floor
//
// Lesson 1 had the binary cross-entropy as a function of the **logit** `z`, the number before the sigmoid:
// `log(1 + exp(z)) - y * z`. With `y` 0 or 1 it cannot fall below zero. With `y = 3` it can. Let TensorFlow.js compute
// it, for each label, and for all four labels together:

// %%
/** The loss for some logits, and its slope by each of them. */
function lossAndSlope(z: number[], loss: (z: tf.Tensor2D) => tf.Tensor): { loss: number; slope: number[] } {
  return tf.tidy(() => {
    const logits = tf.tensor2d([z]);
    const total = (at: tf.Tensor) => loss(at as tf.Tensor2D).sum() as tf.Scalar;
    return { loss: total(logits).dataSync()[0]!, slope: Array.from(tf.grad(total)(logits).dataSync()) };
  });
}

function binary(label: number) {
  return (z: tf.Tensor2D) => tf.metrics.binaryCrossentropy(tf.tensor2d([[label]]), z.sigmoid());
}

console.table(
  [-10, 0, 5, 10, 15, 20].map((z) => {
    const losses = [0, 1, 2, 3].map((label) => lossAndSlope([z], binary(label)));
    const mean = (values: number[]) => round(values.reduce((total, value) => total + value, 0) / 4);
    return {
      z,
      ...Object.fromEntries(losses.map(({ loss }, label) => [`label ${label}`, round(loss)])),
      mean: mean(losses.map(({ loss }) => loss)),
      'slope of the mean': mean(losses.map(({ slope }) => slope[0]!)),
    };
  }),
);

// %% [markdown]
// In the columns of the labels 2 and 3 the loss falls and falls. The slope for one image is `p - y`. A probability is at
// most 1, so for `y = 3` the slope is never above -2: *push z up, always*. Over the four labels the mean slope is
// `p - 1.5`. It is negative for every `p` there is, so every step pushes every image upwards. The discs are outvoted.
//
// What stops it is the clip that TensorFlow.js puts on `p` (lesson 1): above 0.9999999 nothing moves any more. There
// all four losses can be computed: `z` is as if it were 15.9, and the mean of `z - y * z` over the labels 0, 1, 2, 3 is
// `z * (1 - 1.5)`.

// %%
// The number of 32 bits next to 0.9999999.
const highest = Math.fround(1 - 1e-7);
const highestLogit = Math.log(highest / (1 - highest));
console.log(`the clip as a logit:      ${highestLogit.toFixed(2)}`);
console.log(`times (1 - 1.5):          ${(highestLogit * (1 - 1.5)).toFixed(3)}`);
console.log(`measured, in every epoch: ${broken.history.loss!.map((loss) => loss.toFixed(3)).join(' ')}`);

// %% check
console.assert(Math.abs(highestLogit - 15.9) < 0.1, 'The clip is 15.9 as a logit.');
console.assert(
  Math.abs(broken.history.loss!.at(-1)! - highestLogit * (1 - 1.5)) < 0.1,
  'Measured and computed agree.',
);

// %% [markdown]
// ### No activation: a logarithm of negative numbers
//
// Categorical cross-entropy takes the logarithm of what the right class got. Without an activation that can be any
// number, also a negative one, which has no logarithm. TensorFlow.js does two things so that it gets along: it divides
// the outputs by their sum, and it clips what is below 0.0000001. Follow one row of outputs:

// %%
const example = [2, -1, 0.5, -0.3];
const exampleSum = example.reduce((total, z) => total + z, 0);
function categorical(label: number) {
  return (z: tf.Tensor2D) => tf.metrics.categoricalCrossentropy(tf.oneHot([label], 4).toFloat(), z);
}

console.log(`sum of the outputs: ${round(exampleSum)}`);
console.table(
  example.map((z, label) => {
    const { loss, slope } = lossAndSlope(example, categorical(label));
    return {
      output: z,
      'divided by the sum': round(z / exampleSum),
      'loss, if this is the right class': round(loss),
      'its slopes': slope.map(round).join('  '),
    };
  }),
);

// %% [markdown]
// Two of the four classes got a negative number. Were one of them right, the loss would be 16.1, which is minus the
// logarithm of the clip, and its four slopes are 0: nothing says that the output should rise. The largest output is
// clipped at the other end. Only one class of the four would move a weight at all.
//
// So images fall out: a step that helps one class pushes another below zero. An image that is out has no slope with
// which to come back, and costs 16.1. What you see as the height of the line is mostly the share of the images
// that are out. With one, two or three whole classes out of four it would be 4.03, 8.06 or 12.09, and there it
// stays when nobody is left to pull.
//
// From some seeds it finds another way to stand still: all four outputs of an image become negative. Divided by their
// sum, which is negative too, they are positive again. Such an image is not out, but what it is told is a guess, and
// where that is so for all images the loss comes down to about log 4. Which of the two is it after twelve epochs?

// %%
const largestLoss = -Math.log(1e-7);
const [clipped, allNegative] = tf.tidy(() => {
  const z = attempts['no activation'].model.predict(pixels) as tf.Tensor;
  const own = z.div(z.sum(1, true)).mul(rows).sum(1);
  return [own.lessEqual(1e-7), z.max(1).less(0)].map((is) => is.mean().dataSync()[0]!);
}) as [number, number];
const lossNow = tf.tidy(
  () => (attempts['no activation'].model.evaluate(pixels, rows) as tf.Scalar[])[0]!.dataSync()[0]!,
);
console.log(`share of the images that are out: ${clipped.toFixed(3)}`);
console.log(`that share of ${largestLoss.toFixed(2)}: ${(clipped * largestLoss).toFixed(2)}`);
console.log(`share of the images with four negative outputs: ${allNegative.toFixed(3)}`);
console.log(`the loss over all images: ${lossNow.toFixed(2)}`);

// %% check
console.assert(
  Math.abs(clipped * largestLoss - lossNow) < 1.2 || (allNegative > 0.5 && lossNow < 2.5),
  'The images are out, or all their outputs are negative.',
);

// %% [markdown]
// ### Softmax twice: a floor above zero
//
// `tf.losses.softmaxCrossEntropy` expects logits: any numbers, which it turns into probabilities itself. Here it was
// given probabilities. The best that a network can do for a disc is to say `1 0 0 0`. The loss takes these for logits
// and applies softmax once more:

// %%
const best = tf.tidy(() => Array.from(tf.softmax(tf.tensor1d([1, 0, 0, 0])).dataSync()));
console.log(`softmax of 1 0 0 0: ${best.map(round).join('  ')}`);
console.log(`the loss of the best possible answer: ${round(-Math.log(best[0]!))}`);
console.log(
  `last loss of 'softmax twice':         ${round(attempts['softmax twice'].run.history.loss![11]!)}`,
);

// %% [markdown]
// The largest of the four exponentials is e, about 2.72, and the others are 1. So the right class gets at most
// 2.72 / 5.72, not even one half, and the loss cannot fall below 0.744. That is its zero. Whoever stops a training
// because "the loss stays above 0.7" stops a network that is done. (For two classes the floor is 0.313. For ten? That is
// question 4.)
//
// It does cost something. Probabilities lie between 0 and 1, so as logits they are all nearly alike, and the slopes are
// smaller than they should be: it learns more slowly, and from some seeds one class is left behind.
//
// ### What fits
//
// Now the pair that works. Its loss as a function of the logits is `log(exp(z[0]) + … + exp(z[3])) - z[y]`. Here are the
// slopes for a disc (class 0), next to the probabilities:

// %% check
console.assert(Math.abs(-Math.log(best[0]!) - 0.744) < 0.001, 'The loss cannot fall below 0.744.');
console.assert(
  attempts['softmax twice'].run.history.loss!.every((loss) => loss > 0.743),
  'The run does not fall below it.',
);

// %%
const someLogits = [-3, 0.5, 2, 1];
const pairSlopes = lossAndSlope(someLogits, (z) =>
  tf.losses.softmaxCrossEntropy(tf.tensor2d([[1, 0, 0, 0]]), z),
).slope;
const probabilities = tf.tidy(() => Array.from(tf.softmax(tf.tensor1d(someLogits)).dataSync()));
console.table(
  someLogits.map((z, i) => ({
    z,
    p: round(probabilities[i]!),
    target: i === 0 ? 1 : 0,
    slope: round(pairSlopes[i]!),
  })),
);

// %% [markdown]
// The slope is `p - target`, for each of the four. That is the whole secret. The more wrong an output is, the stronger
// the push, and never stronger than 1; right means no push. A **fitting pair** is one in which the loss undoes exactly
// what the activation did, so that this difference is left over:
//
// | task | units | activation | loss | labels | slope by the logit |
// | --- | --- | --- | --- | --- | --- |
// | yes or no | 1 | sigmoid | `binaryCrossentropy` | 0 or 1 | p - y |
// | one of n classes | n | softmax | `categoricalCrossentropy` | one-hot rows | p - target |
// | one of n classes | n | softmax | `sparseCategoricalCrossentropy` | whole numbers 0 … n - 1 | p - target |
// | several of n at once | n | sigmoid | `binaryCrossentropy` | n numbers, 0 or 1 | p - y, each (over n) |
// | a number | 1 | none | `meanSquaredError` | the number | 2 * (z - y) |
//
// A loss on the logits (`tf.losses.softmaxCrossEntropy`, `tf.losses.sigmoidCrossEntropy`) goes with *no* activation. It
// has the activation inside.

// %% check
console.assert(
  pairSlopes.every((slope, i) => Math.abs(slope - (probabilities[i]! - (i === 0 ? 1 : 0))) < 1e-5),
  'The slope is p - target.',
);

// %% [markdown]
// ## The fix
//
// It has been on the picture all along: four units, softmax, categorical cross-entropy. Beside the broken one:

// %%
const fixed = attempts.softmax;
plot.curves({ broken: broken, fixed: fixed.run }, { metrics: ['loss', 'acc'] });

// %%
plot.confusionMatrix(
  { yTrue: unseenShapes.y.values, yPred: fixed.outputs.map(said) },
  { classes: [...only], title: 'Unseen shapes, after the fix' },
);

// %% [markdown]
// And the mend for *softmax twice*: take one softmax away. Take it from the network, and the loss gets the logits that it
// expects. The outputs are no probabilities then, but the largest is still the largest. The last line says how far the
// two losses are apart.

// %%
const onLogits = await attempt({ units: 4, activation: 'linear', loss: lossOnLogits });
const apart = onLogits.run.history.loss!.map((loss, epoch) =>
  Math.abs(loss - fixed.run.history.loss![epoch]!),
);
console.table({
  softmax: facts(fixed),
  'loss on the logits': facts(onLogits),
  'softmax twice': facts(attempts['softmax twice']),
});
console.log(
  `in the first three epochs the two right losses differ by at most ${round(Math.max(...apart.slice(0, 3)))}`,
);

// %% [markdown]
// Some mistakes shout. Whole numbers as labels, where one-hot rows are expected, are an error that tells you what to do:

// %% check
console.assert(Math.max(...apart.slice(0, 3)) < 0.01, 'The two right losses are the same.');

// %%
const shouting = network({ units: 4, activation: 'softmax', loss: 'categoricalCrossentropy' });
try {
  await train(shouting, { x: pixels, y: numbers, epochs: 1 });
} catch (error) {
  console.log((error as Error).message);
} finally {
  shouting.dispose();
}

// %% [markdown]
// Be glad about each of these. What this lesson is about are the mistakes that do not shout.

// %% [markdown]
// ## Two classes: softmax on one unit
//
// "Softmax is for classes." So somebody puts it on the single unit of a network for two classes. The images are the
// stripes of lesson 1, horizontal or vertical. As a neighbour there is the network of lesson 1 that is shown raw
// pixels from 0 to 255: another cause, the same height.

// %%
const stripes = datasets.gratings({ seed: SEED, perClass: 100 });
const rawStripes = toTensor(stripes.x);
const stripePixels = centred(rawStripes);
const isVertical = toTensor(stripes.y);

/** Plain gradient descent with momentum: unlike adam it does not rescale the gradient. */
const momentum = () => tf.train.momentum(0.01, 0.9);

interface StripesRun {
  run: TrainingRun;
  /** Least and greatest output before training. */
  before: string;
}

async function onStripes(ending: Omit<Ending, 'units'>, x: tf.Tensor = stripePixels): Promise<StripesRun> {
  const model = network({ units: 1, ...ending, optimizer: ending.optimizer ?? momentum() });
  const before = tf.tidy(() => {
    const p = model.predict(x) as tf.Tensor;
    return `${round(p.min().dataSync()[0]!)} to ${round(p.max().dataSync()[0]!)}`;
  });
  const run = await train(model, { x, y: isVertical, epochs: 12, seed: SEED });
  model.dispose();
  return { run, before };
}

const oneSoftmax: Omit<Ending, 'units'> = { activation: 'softmax', loss: 'binaryCrossentropy' };
const oneSigmoid: Omit<Ending, 'units'> = { activation: 'sigmoid', loss: 'binaryCrossentropy' };
const softmaxOnOne = await onStripes(oneSoftmax);
const rawInput = await onStripes(oneSigmoid, rawStripes);
const sigmoidOnOne = await onStripes(oneSigmoid);
plot.curves(
  { 'softmax on one unit': softmaxOnOne.run, 'raw input': rawInput.run, sigmoid: sigmoidOnOne.run },
  { metrics: ['loss', 'acc'] },
);

// %% [markdown]
// Softmax divides `exp(z)` by the sum of all exponentials. With one unit the sum *is* `exp(z)`. The output is 1 for every
// image, whatever the weights are; half of the images are vertical, so half are right, and the other half costs 16.1. It
// is not that this network does not move. There is nothing that it could move. To tell it from its neighbour, apply the
// usual first aid, and look at the outputs *before* the training:

// %% check
console.assert(
  Math.abs(softmaxOnOne.run.history.loss!.at(-1)! - 16.1 / 2) < 0.1,
  'Half is right, and the other half costs 16.1.',
);
console.assert(sigmoidOnOne.run.history.acc!.at(-1)! > 0.95, 'With a sigmoid it learns.');

// %%
const scaledOnce = tf.tidy(() => rawStripes.div(255));
const aids = {
  'softmax on one unit': softmaxOnOne,
  '… pixels divided by 255': await onStripes(oneSoftmax, scaledOnce),
  '… a rate ten times smaller': await onStripes({ ...oneSoftmax, optimizer: tf.train.momentum(0.001, 0.9) }),
  'raw input, sigmoid': rawInput,
  '… divided by 255, adam': await onStripes({ ...oneSigmoid, optimizer: tf.train.adam(0.003) }, scaledOnce),
};
console.table(
  Object.fromEntries(
    Object.entries(aids).map(([name, { run, before }]) => [
      name,
      {
        'outputs before training': before,
        'first loss': round(run.history.loss![0]!),
        'last loss': round(run.history.loss![11]!),
      },
    ]),
  ),
);
scaledOnce.dispose();

// %% [markdown]
// The first three rows are the same: neither another range of pixels nor another rate changes anything. In the last two,
// the division alone, before any training, brings the outputs away from the edge and apart. (The raw network ends near
// 8 or near 0.69, depending on the seed; lesson 1 says why.)

// %% check
{
  const losses = Object.values(aids).map(({ run }) => run.history.loss!) as number[][];
  console.assert(
    losses.slice(0, 3).every((loss) => Math.abs(loss.at(-1)! - 8.06) < 0.1),
    'The first three are the same.',
  );
  console.assert(losses[3]!.at(-1)! > 0.6, 'The raw network ends near 8 or near 0.69.');
  console.assert(losses[4]!.at(-1)! < 0.3, 'Divided by 255 it learns.');
}

// %% [markdown]
// ## Squared error with a sigmoid
//
// The third sort of advice: "use binary cross-entropy, never the squared error". The squared error of a probability is
// `(p - y)²`. By the chain rule its slope by the logit is
//
// `2 * (p - y) * p * (1 - p)`
//
// The factor `p * (1 - p)` is the slope of the sigmoid. Cross-entropy divides by exactly that factor, so there it is
// gone. Compare the two for an image of class 1, which should have a large `z`:

// %%
console.table(
  [2, 0, -2, -4, -8, -16].map((z) => {
    const p = 1 / (1 + Math.exp(-z));
    return {
      z,
      p: p.toFixed(7),
      'slope, cross-entropy': round(p - 1),
      'slope, squared error': round(2 * (p - 1) * p * (1 - p)),
    };
  }),
);

// %% [markdown]
// Near `z = 0`, where an untrained network starts, the squared error has half of the slope. Half: a matter of the rate.
// At `z = -8` it has a fraction of a thousandth. There the network is sure and wrong, and that is where the squared
// error falls silent.
//
// So it should depend on where the training starts. Try both starts: as usual, and with the last bias at -8, which makes
// the network say "horizontal" to everything, with great certainty. (A network gets into that state when it was
// trained on something else before, or when a step was too large.)

// %%
const squared: Omit<Ending, 'units'> = { activation: 'sigmoid', loss: 'meanSquaredError' };
const starts = {
  'cross-entropy': sigmoidOnOne,
  'squared error': await onStripes(squared),
  'cross-entropy from -8': await onStripes({ ...oneSigmoid, bias: -8 }),
  'squared error from -8': await onStripes({ ...squared, bias: -8 }),
  'squared error from -8, adam': await onStripes({ ...squared, bias: -8, optimizer: tf.train.adam(0.003) }),
};
plot.curves(Object.fromEntries(Object.entries(starts).map(([name, { run }]) => [name, run])), {
  metrics: ['acc'],
});

// %% [markdown]
// From the usual start both learn. From -8, cross-entropy recovers, and the squared error does not move. And then the
// last line: with adam the squared error recovers as well. Adam divides each step by the size of the recent gradients,
// so a slope that is a thousand times smaller makes a step of the same size.
//
// "Never use the squared error" is too strong, then. It fails where outputs are saturated *and* the optimizer takes the
// slope at face value. Cross-entropy costs nothing and does not have this hole. (It has a smaller one: start at -20, and
// the clip of lesson 1 silences it too. The table below has that row.)

// %% check
{
  const last = Object.values(starts).map(({ run }) => run.history.acc!.at(-1)!);
  const learned = last.map((share) => share > 0.9).join();
  console.assert(
    learned === 'true,true,true,false,true',
    'Only squared error from -8 with momentum is lost.',
  );
}

// %%
for (const { model } of [...Object.values(attempts), onLogits]) model.dispose();
brokenModel.dispose();
tf.dispose([rawStripes, stripePixels, isVertical]);

// %% [markdown]
// ## What it is not
//
// Not every ending that looks wrong is wrong. Here are two that a strict reader would forbid: a **sigmoid** on each of
// the four units, once with categorical and once with binary cross-entropy.

// %%
const odd = {
  softmax: fixed,
  'sigmoid, categorical': await attempt({ units: 4, activation: 'sigmoid', loss: 'categoricalCrossentropy' }),
  'sigmoid, binary': await attempt({ units: 4, activation: 'sigmoid', loss: 'binaryCrossentropy' }),
};
console.table(Object.fromEntries(Object.entries(odd).map(([name, outcome]) => [name, facts(outcome)])));
plot.curves(runsOf(odd), { metrics: ['loss', 'acc'] });

// %% [markdown]
// Both learn the shapes. In the first, the loss divides the four outputs by their sum before it takes the logarithm: it
// *makes* probabilities out of them. Only the outputs themselves are none; see how far their sum is from 1. Who reads
// "0.02" as "hardly" is misled when that was the largest of the four.
//
// In the second, look at where the accuracy starts: at about 0.7 already in the first epoch, where the others guess.
// TensorFlow.js chooses what `accuracy` means by the loss. With binary cross-entropy it counts each of the four numbers
// by itself, and three of four zeros are easily right. It is the same word on the axis, and another quantity.
//
// So when a loss does not look as it should, first ask which of these you have:
//
// | what you see | what it is | what to do |
// | --- | --- | --- |
// | loss below 0 | labels that the loss does not expect: whole numbers above 1 in a binary loss | as many units as classes |
// | loss frozen from the first epoch, outputs all 1 before training | softmax on one unit | sigmoid, or two units |
// | untrained loss far above log n, then jumps, often to a quarter, a half … of 16.1 | no activation before a loss that expects probabilities | softmax, or a loss on the logits |
// | NaN | an activation that can give only zeros (ReLU): 0 divided by 0 | softmax |
// | loss stops well above 0, accuracy is good | softmax twice | take one away |
// | loss frozen near 8; divided by 255, the untrained outputs differ | saturated by raw input | lesson 1 |
// | loss near log n, falling slowly | nothing wrong with the ending | the rate: lesson 7 |
//
// What changes nothing in the first five rows: another rate, more layers, more epochs, other pixels.

// %% check
{
  const { softmax, 'sigmoid, categorical': categoricalRun, 'sigmoid, binary': binaryRun } = odd;
  for (const { outputs } of [categoricalRun, binaryRun])
    console.assert(accuracy(unseenShapes.y.values, outputs.map(said)) > 0.88, 'Both learn the shapes.');
  const first = binaryRun.run.history.acc![0]!;
  console.assert(Math.abs(first - 0.7) < 0.12, 'It starts at about 0.7.');
  console.assert(softmax.run.history.acc![0]! < first, 'The others guess.');
}

// %%
for (const name of ['sigmoid, categorical', 'sigmoid, binary'] as const) odd[name].model.dispose();
tf.dispose([pixels, unseenPixels, numbers, rows]);

// %% [markdown]
// ## The claim, settled over twenty seeds
//
// Each line was trained from 20 seeds, each with its own images and its own initial weights, and tested on images that
// the network had not seen. It *has learned* when it is right on at least 90 % of them.
//
// **A7: binary cross-entropy is the loss to use for two classes. D5: activation, optimizer and loss must fit the task:
// softmax with categorical cross-entropy for many classes.**
//
// <!-- claims:08-activation-and-loss -->
//
// | last layer and loss | loss before training, median | test accuracy, least / median / most | learned: at least 0.9 | last loss, median | outputs of an image sum to 1 |
// | --- | --- | --- | --- | --- | --- |
// | **A7 on answer A's data and network (brightness, divided by 255), adam .001, 5 epochs** | | | | | |
// | one sigmoid, binary cross-entropy | 0.68 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0.005 |  |
// | one sigmoid, squared error | 0.24 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0.00041 |  |
// | **A7 on stripes, a small CNN, SGD .01 with momentum .9, 12 epochs** | | | | | |
// | one sigmoid, binary cross-entropy | 0.71 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0.0013 |  |
// | one sigmoid, squared error | 0.26 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0.003 |  |
// | bias starts at -8, cross-entropy | 4 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0.0058 |  |
// | bias starts at -8, squared error | 0.5 | 0.50 / 0.50 / 0.50 | 0 of 20 | 0.5 |  |
// | the same, adam .003 | 0.5 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0.0014 |  |
// | bias starts at -20, cross-entropy | 8.1 | 0.50 / 0.50 / 0.50 | 0 of 20 | 8.1 |  |
// | the same, adam .003 | 8.1 | 0.50 / 0.50 / 0.50 | 0 of 20 | 8.1 |  |
// | bias starts at -20, cross-entropy on the logit | 10 | 0.99 / 1.00 / 1.00 | 20 of 20 | 0.00039 |  |
// | softmax on one unit, binary cross-entropy | 8 | 0.50 / 0.50 / 0.50 | 0 of 20 | 8 |  |
// | softmax on two units | 0.72 | 1.00 / 1.00 / 1.00 | 20 of 20 | 0.00058 | yes |
// | **D5 on four shapes, a small CNN, adam .01, 12 epochs** | | | | | |
// | softmax, categorical cross-entropy | 1.4 | 0.96 / 0.98 / 0.99 | 20 of 20 | 0.0064 | yes |
// | no activation, loss on the logits | 1.4 | 0.96 / 0.98 / 0.99 | 20 of 20 | 0.0064 | no |
// | sigmoid, categorical cross-entropy | 1.4 | 0.94 / 0.97 / 0.99 | 20 of 20 | 0.0059 | no |
// | sigmoid, binary cross-entropy | 0.71 | 0.94 / 0.97 / 1.00 | 20 of 20 | 0.016 | no |
// | softmax, squared error | 0.19 | 0.95 / 0.97 / 0.99 | 20 of 20 | 0.0005 | yes |
// | softmax, and again in the loss | 1.4 | 0.86 / 0.97 / 0.98 | 15 of 20 | 0.75 | yes |
// | no activation, categorical cross-entropy | 6.5 | 0.12 / 0.25 / 0.49 | 0 of 20 | 7.9 | no |
// | ReLU, categorical cross-entropy | 8.6 (5 NaN) | 0.25 / 0.25 / 0.63 | 0 of 20 | 4.8 (17 NaN) | no |
// | one sigmoid, binary cross-entropy, labels 0 to 3 | 0.7 | 0.25 / 0.25 / 0.25 | 0 of 20 | -8 |  |
//
// <!-- /claims -->
//
// What this says:
//
// - A7 holds only from a start that is sure and wrong, and with plain gradient descent: there the squared error is
//   lost, every time; adam saves it. From an ordinary start the squared error learns just as surely. At -20 the
//   cross-entropy of TensorFlow.js is lost too, and only the loss on the logit gets out.
// - D5 holds where an ending *cannot say* what is asked: one unit for four classes, softmax on one unit, nothing that
//   keeps the outputs positive. It does not hold as a ban: sigmoid with categorical cross-entropy learns as surely as
//   softmax does, and so does the squared error. What the sigmoids lose is that the outputs are probabilities.
// - The loss before training tells some wrong endings from right ones, for the price of one forward pass.

// %% [markdown]
// ## Questions
//
// Ten points. Fill in the cells, save the notebook, and have it graded:
//
// `npx unstuck grade notebooks/08-activation-and-loss.ipynb`
//
// Each question is followed by a cell with which you can check yourself first.
//
// ### Question 1: the slope of the fitting pair (3 points)
//
// Write the slopes of the categorical cross-entropy on the logits: `z` holds one logit for each class, `label` is the
// right class, and the result has one slope for each logit. It must work for logits of 1000 too, where `exp` gives
// infinity. (Softmax does not change when the same number is subtracted from all logits.)

// %% question=q1
function crossEntropySlopes(z: number[], label: number): number[] {
  // BEGIN SOLUTION return the slope of the cross-entropy by each logit
  const largest = Math.max(...z);
  const exponentials = z.map((logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value, i) => value / sum - (i === label ? 1 : 0));
  // END SOLUTION
}

// %%
// Beside what TensorFlow.js computed above for a disc, and for logits that are too large for `exp`.
try {
  console.table(
    someLogits.map((z, i) => ({
      z,
      tfjs: round(pairSlopes[i]!),
      yours: round(crossEntropySlopes(someLogits, 0)[i]!),
    })),
  );
  console.log('logits 1000 and 0, class 1:', crossEntropySlopes([1000, 0], 1));
} catch (error) {
  console.log((error as Error).message);
}

// %% [markdown]
// ### Question 2: mend the ending (3 points)
//
// This is the network with *no activation*. Mend its end so that it tells the four shapes apart. The labels are one-hot
// rows. The network must give four probabilities for each image, which sum to 1 (within 0.01).
//
// The grader draws new shapes, and which shape has which place in the row is drawn anew as well. It calls
// `buildModel()`, trains it for 12 epochs in batches of 32 on `preprocess(x)`, and asks it about images it has not seen.
// At least 85 % must be right, of the training images and of the unseen ones.

// %% question=q2
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x.sub(127.5).div(64);
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
    ],
  });
  // BEGIN SOLUTION end the network so that what comes out fits the loss
  // STUB: model.add(tf.layers.dense({ units: 4 }));
  model.add(tf.layers.dense({ units: 4, activation: 'softmax' }));
  // END SOLUTION
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

// %%
// The same as the grader does, with shapes of its own.
const trial = datasets.shapes({ seed: SEED + 2, perClass: 75, only: only });
const trialX = toTensor(trial.x) as tf.Tensor4D;
const trialY = tf.tidy(() => tf.oneHot(toTensor(trial.y).flatten().toInt(), 4).toFloat());
const trialInput = preprocess(trialX);

seed(SEED);
const yourModel = buildModel();
const [yourFirstLoss] = tf.tidy(() => [yourModel.evaluate(trialInput, trialY)].flat()[0]!.dataSync());
const yours = await train(yourModel, { x: trialInput, y: trialY, epochs: 12, batchSize: 32, seed: SEED });
const yourOutputs = tf.tidy(() => (yourModel.predict(trialInput) as tf.Tensor2D).arraySync());
console.log(`untrained loss ${round(yourFirstLoss!)}, log 4 = ${round(Math.log(4))}`);
console.log(`the first image gives ${yourOutputs[0]!.map(round).join('  ')}`);
console.log(`training images that are right: ${round(accuracy(trial.y.values, yourOutputs.map(said)))}`);
yourModel.dispose();
tf.dispose([trialX, trialY, trialInput]);
plot.curves({ yours }, { metrics: ['loss'] });

// %% [markdown]
// ### Question 3: name the fault (2 points)
//
// Four networks were trained on handwriting, the UCI digits: A and B tell even digits from odd ones, C and D tell all ten
// apart. Each has one fault. You get the curves, and the loss from before the training.

// %%
const A = {
  history: {
    loss: [8, 8.29, 8.29, 8.29, 8.29, 8.29, 8.29, 8.29, 8.29, 8.29, 8.29, 8.29, 8.29, 8.29, 8.29],
    val_loss: [7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8, 7.8],
    acc: [
      0.5, 0.486, 0.486, 0.486, 0.486, 0.486, 0.486, 0.486, 0.486, 0.486, 0.486, 0.486, 0.486, 0.486, 0.486,
    ],
    val_acc: [
      0.516, 0.516, 0.516, 0.516, 0.516, 0.516, 0.516, 0.516, 0.516, 0.516, 0.516, 0.516, 0.516, 0.516, 0.516,
    ],
  },
  untrained: 7.66,
};
const B = {
  history: {
    loss: [7.75, 7.75, 7.75, 7.75, 7.75, 7.75, 7.75, 7.75, 7.75, 7.75, 7.75, 7.75, 7.75, 7.75, 7.75],
    val_loss: [8.22, 8.22, 8.22, 8.22, 8.22, 8.22, 8.22, 8.22, 8.22, 8.22, 8.22, 8.22, 8.22, 8.22, 8.22],
    acc: [
      0.514, 0.514, 0.514, 0.514, 0.514, 0.514, 0.514, 0.514, 0.514, 0.514, 0.514, 0.514, 0.514, 0.514, 0.514,
    ],
    val_acc: [
      0.484, 0.484, 0.484, 0.484, 0.484, 0.484, 0.484, 0.484, 0.484, 0.484, 0.484, 0.484, 0.484, 0.484, 0.484,
    ],
  },
  untrained: 7.75,
};
const C = {
  history: {
    loss: [2.31, 2.31, 2.31, 2.3, 2.3, 2.3, 2.3, 2.29, 2.29, 2.29, 2.28, 2.28, 2.28, 2.28, 2.27],
    val_loss: [2.32, 2.32, 2.32, 2.31, 2.31, 2.31, 2.3, 2.3, 2.3, 2.29, 2.29, 2.29, 2.29, 2.28, 2.28],
    acc: [
      0.149, 0.154, 0.158, 0.161, 0.163, 0.166, 0.167, 0.169, 0.172, 0.174, 0.177, 0.182, 0.183, 0.187, 0.191,
    ],
    val_acc: [
      0.119, 0.121, 0.121, 0.124, 0.126, 0.126, 0.131, 0.132, 0.134, 0.136, 0.142, 0.144, 0.146, 0.146, 0.147,
    ],
  },
  untrained: 2.32,
};
const D = {
  history: {
    loss: [2.14, 1.7, 1.62, 1.58, 1.55, 1.53, 1.52, 1.51, 1.5, 1.5, 1.5, 1.49, 1.49, 1.49, 1.48],
    val_loss: [1.81, 1.64, 1.55, 1.54, 1.52, 1.51, 1.51, 1.51, 1.5, 1.51, 1.5, 1.5, 1.49, 1.49, 1.5],
    acc: [
      0.461, 0.822, 0.862, 0.908, 0.929, 0.951, 0.957, 0.964, 0.973, 0.973, 0.977, 0.978, 0.983, 0.984, 0.988,
    ],
    val_acc: [
      0.792, 0.839, 0.95, 0.943, 0.958, 0.965, 0.966, 0.963, 0.977, 0.966, 0.965, 0.968, 0.978, 0.978, 0.968,
    ],
  },
  untrained: 2.3,
};

const shown = { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] };
console.log(`log 2 = ${round(Math.log(2))}, log 10 = ${round(Math.log(10))}`);
for (const [name, curve] of Object.entries({ A: A, B: B, C: C, D: D })) {
  console.log(`${name}: the untrained network has a loss of ${curve.untrained}`);
  console.log(plot.curves({ [name]: curve }, shown));
}

// %% [markdown]
// Give each curve one of these names:
//
// | name | fault |
// | --- | --- |
// | `wrong-output-activation` | with this last layer no loss could lead to the right answers |
// | `wrong-loss` | the last layer gives proper probabilities; the loss does not expect them |
// | `unnormalized-input` | the pixels were not brought to a small scale |
// | `lr-too-high` | the learning rate is too large |
// | `lr-too-low` | the learning rate is too small |
// | `overfitting` | the network learns its training images by heart |

// %% question=q3
// BEGIN SOLUTION name the fault behind each curve
// STUB: const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = { A: '', B: '', C: '', D: '' };
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'unnormalized-input',
  B: 'wrong-output-activation',
  C: 'lr-too-low',
  D: 'wrong-loss',
};
// END SOLUTION

// %%
// Only whether the names are in the list, not whether they are right.
const names =
  'wrong-output-activation wrong-loss unnormalized-input lr-too-high lr-too-low overfitting'.split(' ');
for (const [curve, fault] of Object.entries(diagnosis))
  console.log(`${curve}: ${names.includes(fault) ? fault : `"${fault}" is not in the list`}`);

// %% [markdown]
// ### Question 4: the floor under a double softmax (2 points)
//
// How low can the loss of *softmax twice* fall with `n` classes? Write it as text, as a formula in `n` that
// [mathjs](https://mathjs.org) can read: `+ - * / ^`, `exp`, `log` (the natural one), brackets. The grader compares its
// values and its slope by `n`.

// %% question=q4
// BEGIN SOLUTION the least possible loss as a formula in n
// STUB: const floor = 'TODO';
const floor = 'log(exp(1) + n - 1) - 1';

// END SOLUTION

// %%
import { evaluate } from 'mathjs';

// Beside what TensorFlow.js says of the best possible answer.
const floorOf = (n: number) =>
  tf.tidy(() => -Math.log(tf.softmax(tf.oneHot(0, n).toFloat()).max().dataSync()[0]!));
try {
  console.table(
    [2, 4, 10, 1000].map((n) => ({ n, tfjs: round(floorOf(n)), yours: round(evaluate(floor, { n })) })),
  );
} catch (error) {
  console.log(`${floor}: ${(error as Error).message}`);
}

// %% [markdown]
// ## Where to go from here
//
// The last layer is where a signal starts on its way back. What can happen to it on the way through many layers is
// lesson 9. The list of lessons is in [course.md](../course.md).

// %% [markdown]
// # Lesson 2: one class is rare
//
// One image in twenty is of the kind that you are looking for. You train a network, and after one epoch it is right
// 95 % of the time. After twelve epochs it is still right 95 % of the time. Then somebody asks how many of the rare
// images it has found, and the answer is: hardly any, or none at all.
//
// The advice is *weigh the rare class*. It works. But three formulas for the weights are in circulation, printed code
// for it does nothing at all or weighs the wrong thing, and the best-known example for it shows no effect, because its
// data cannot.
//
// After this lesson you can see that an accuracy is empty, say from two numbers how many rare images even a **perfect**
// network would find, mend it in two ways that come to the same, and tell when imbalance does no harm.
//
// It takes about half an hour; all trainings together take less than a minute. Run the cells from top to bottom. The
// questions are at the end.

// %%
import {
  accuracy,
  balancedAccuracy,
  chooseThreshold,
  classWeight,
  type Dataset,
  datasets,
  mcc,
  plot,
  ready,
  recall,
  seed,
  type TrainingRun,
  takeRows,
  tf,
  toTensor,
  train,
  trainTestSplit,
  type weightedBinaryCrossentropy,
} from 'unstuck';

const { engine, threads } = await ready();
console.log(`Engine: ${engine}, threads: ${threads}`);

/** Everything random below follows from this number. Change it and run all cells again: the story stays the same. */
const SEED = 1;

// %% [markdown]
// ## The symptom
//
// The images are **spots**: 12 by 12 pixels, with a disc in the middle. In the common class (0) the disc is on average
// as bright as what is around it, in the rare class (1) it is 36 grey levels brighter. On average: the contrast of each
// image is drawn anew, with a standard deviation of 20. So the classes **overlap**. Some rare images have a dark disc,
// and some common ones have a bright disc.

// %%
const training = datasets.spots({ seed: SEED, counts: [380, 20] });
const unseen = datasets.spots({ seed: SEED + 1000, counts: [1900, 100] });

/** Numbers of the first eight images of a class. */
const firstEight = (label: number) =>
  [...training.y.values.keys()].filter((row) => training.y.values[row] === label).slice(0, 8);
const shownRows = [...firstEight(0), ...firstEight(1)];
plot.images(takeRows(training.x, shownRows), {
  labels: shownRows.map((row) => (training.y.values[row] === 1 ? 'rare' : 'common')),
  range: [0, 255],
});

// %% [markdown]
// The first row is common, the second is rare. You would get many right, and not all.
//
// Now a small CNN. The pixels are brought to about -1 to 1 (lesson 1 says why), so that is not the fault. The last layer
// is a **sigmoid**, which turns any number into a probability, here that the image is rare. The loss is binary
// cross-entropy: minus the logarithm of the probability that the network gave to the right class.

// %%
interface Setting {
  optimizer?: tf.Optimizer;
  loss?: string | ReturnType<typeof weightedBinaryCrossentropy>;
  weights?: Record<number, number>;
  epochs?: number;
  filters?: number;
  /** Handed to `compile` as it is. */
  compileToo?: object;
}

function spotNetwork({
  optimizer,
  loss = 'binaryCrossentropy',
  filters = 8,
  compileToo,
}: Setting): tf.Sequential {
  seed(SEED);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [12, 12, 3], filters, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 2 * filters, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: optimizer ?? tf.train.adam(0.003), loss, metrics: ['accuracy'], ...compileToo });
  return model;
}

/** Grey levels to numbers around 0. */
const centred = ({ x }: Dataset) => tf.tidy(() => toTensor(x).sub(110).div(40));

const spotX = centred(training);
const spotY = toTensor(training.y);
const unseenX = centred(unseen);
const unseenY = toTensor(unseen.y);
const truth = unseen.y.values;

interface Trained {
  run: TrainingRun;
  /** Probability of the rare class, for each training image and for each unseen one. */
  onTraining: Float32Array;
  onUnseen: Float32Array;
}

/** Trains a new network on the spots and keeps the record and its answers. */
async function trainSpots(setting: Setting = {}): Promise<Trained> {
  const model = spotNetwork(setting);
  const run = await train(model, {
    x: spotX,
    y: spotY,
    validation: { x: unseenX, y: unseenY },
    epochs: setting.epochs ?? 12,
    seed: SEED,
    ...(setting.weights ? { classWeight: setting.weights } : {}),
  });
  const ask = (x: tf.Tensor) => tf.tidy(() => (model.predict(x) as tf.Tensor).dataSync() as Float32Array);
  const trained = { run, onTraining: ask(spotX), onUnseen: ask(unseenX) };
  model.dispose();
  return trained;
}

const plain = await trainSpots();
plot.curves({ plain: plain.run }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] });

// %% [markdown]
// Nothing here looks broken. The loss falls, on unseen images as on those it was trained on, and the accuracy is 95 %.
// But look at the accuracy again: it is 95 % from the second or third epoch on, and it hardly moves while the loss goes
// on falling. 95 % is also the share of the common class.

// %% check
console.assert(
  plain.run.history.val_acc!.slice(2).every((share) => Math.abs(share - 0.95) < 0.025),
  'It is 95 % from the second or third epoch on.',
);
console.assert(
  plain.run.history.val_loss!.at(-1)! < plain.run.history.val_loss![0]!,
  'The loss falls, on unseen images too.',
);

// %% [markdown]
// ## Measure
//
// Accuracy is one number for two kinds of mistakes. The **confusion matrix** keeps them apart: a row for each true class,
// a column for each answer.

// %%
/** Class 1 where the probability is above the threshold. */
const called = (p: ArrayLike<number>, threshold = 0.5) =>
  Array.from(p, (value) => (value > threshold ? 1 : 0));

plot.confusionMatrix({ yTrue: truth, yPred: called(plain.onUnseen) }, { classes: ['common', 'rare'] });

// %% [markdown]
// The second row is what matters: 100 rare images, and most of them, often all, are called common. From the matrix come
// four numbers that do not hide it:
//
// - **Recall** of a class: which share of its images was found. One number a class.
// - **Balanced accuracy**: the mean of the two recalls. Whoever always says the same gets one half, however rare a class
//   is.
// - **MCC**, Matthews' correlation coefficient: the correlation between truth and answer. 1 is perfect, 0 is no better
//   than guessing.
// - **Precision**: which share of those called rare *are* rare. It answers another question, and we come to it later.
//
// Beside the network we put something that surely has learned nothing: it says "common" to everything.

// %% check
console.assert(recall(truth, called(plain.onUnseen)) < 0.5, 'Most of the rare images are called common.');

// %%
function measures(p: ArrayLike<number>, threshold = 0.5): Record<string, number> {
  const answers = called(p, threshold);
  const [common, rare] = recall(truth, answers, { average: null }) as [number, number];
  const short = (value: number) => Number(value.toFixed(3));
  return {
    accuracy: short(accuracy(truth, answers)),
    'recall common': short(common),
    'recall rare': short(rare),
    'balanced accuracy': short(balancedAccuracy(truth, answers)),
    MCC: short(mcc(truth, answers)),
  };
}

const nothing = new Float32Array(truth.length);
console.table({ 'the network': measures(plain.onUnseen), 'always "common"': measures(nothing) });

// %% [markdown]
// By accuracy the two are the same, or nearly. The other columns are not far apart either. Has the network learned
// nothing, then? Do not look at what it decided, look at what it *answered*: the probabilities, one histogram a class.

// %%
const ofClass = (p: Float32Array, label: number) => p.filter((_, i) => truth[i] === label);

plot.histogram({ common: ofClass(plain.onUnseen, 0), rare: ofClass(plain.onUnseen, 1) }, { bins: 25 });

// %% [markdown]
// The rare images get clearly higher probabilities than the common ones: compare the two means. The network has learned
// a good deal. It only hardly ever gets as far as one half, and one half is where we cut.
//
// So the question is no longer why it does not learn. It is why a network that knows so much hardly ever says "rare".

// %% check
{
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [common, rare] = [0, 1].map((label) => mean(ofClass(plain.onUnseen, label))) as [number, number];
  console.assert(rare > 1.5 * common, 'The rare images get clearly higher probabilities.');
}

// %% [markdown]
// ## The cause, by hand
//
// Forget the network, and take the best classifier that there can be: one that measures the contrast `d` of an image and
// knows how the images were made. How likely is a contrast in each class? Both are normal distributions with a standard
// deviation of 20, around 0 and around 36. Divide their densities, and most of it cancels:
//
// `likelihood ratio = exp((d - 18) * 36 / 400)`
//
// Halfway, at `d = 18`, it is 1: such an image is as likely in one class as in the other. Now the second half, which is
// easy to forget: there are 19 common images for each rare one. So the **odds** (chances for rare to chances for common)
// are the likelihood ratio divided by 19, and the probability is odds / (1 + odds).

// %%
const likelihoodRatio = (d: number) => Math.exp(((d - 18) * 36) / 400);
const toProbability = (odds: number) => odds / (1 + odds);
const digits3 = (value: number) => Number(value.toPrecision(3));

console.table(
  [0, 18, 36, 45, 51, 60].map((d) => ({
    contrast: d,
    'likelihood ratio': digits3(likelihoodRatio(d)),
    'p(rare), classes 1 to 1': digits3(toProbability(likelihoodRatio(d))),
    'p(rare), classes 19 to 1': digits3(toProbability(likelihoodRatio(d) / 19)),
  })),
);

// %% [markdown]
// Look at the line of contrast 36. That is the *typical* rare image, and it is five times as likely in the rare class.
// Still, of all the images with this contrast about four in five are common, for there are so many of those. Who wants
// to be right most often must call it common. One half is reached only at a contrast of about 51.
//
// We can build this best classifier, for we can measure the contrast: the mean inside the disc minus the mean outside.

// %% check
console.assert(
  Math.abs(likelihoodRatio(36) - 5) < 0.5,
  'At 36 it is five times as likely in the rare class.',
);
console.assert(
  Math.abs(toProbability(likelihoodRatio(36) / 19) - 0.2) < 0.02,
  'About four in five are common.',
);
console.assert(
  Math.abs(toProbability(likelihoodRatio(51) / 19) - 0.5) < 0.02,
  'One half is reached at a contrast of about 51.',
);

// %%
/** Mean grey level inside the disc minus the mean outside. */
function contrastOf(values: Float32Array): number {
  const sums = [0, 0];
  const counts = [0, 0];
  values.forEach((value, i) => {
    const pixel = Math.floor(i / 3);
    const isInside = Math.hypot((pixel % 12) - 5.5, Math.floor(pixel / 12) - 5.5) <= 3 ? 1 : 0;
    sums[isInside]! += value;
    counts[isInside]! += 1;
  });
  return sums[1]! / counts[1]! - sums[0]! / counts[0]!;
}

const ruler = Float32Array.from(truth, (_, i) => {
  const image = unseen.x.values.subarray(i * 432, (i + 1) * 432);
  return toProbability(likelihoodRatio(contrastOf(image)) / 19);
});
console.table({ 'the network': measures(plain.onUnseen), 'the best there can be': measures(ruler) });

// %% [markdown]
// The best classifier there can be finds about a quarter of the rare images, and is right hardly more often than "always
// common". The network is not far from it, and it is *not broken*. It was asked to make few mistakes, each counting one,
// and with these classes the way to make few mistakes is to say "common". **We asked the wrong question.**
//
// What is true in the long run is worse at the beginning. At first all probabilities are near one half, so every common
// image pulls the output down by about 0.5 and every rare one pushes it up by about 0.5: 380 against 20. The first thing
// the network learns is to say "common", and only after that it begins to look at the image. That is why 95 % was there
// at once.

// %% check
console.assert(
  Math.abs(measures(ruler)['recall rare']! - 0.25) < 0.12,
  'The best classifier finds about a quarter of the rare images.',
);
console.assert(measures(ruler).accuracy! - 0.95 < 0.02, 'It is right hardly more often than always common.');

// %% [markdown]
// ## The fix
//
// If a missed rare image is worse than a false alarm, say so in the loss: multiply the loss of each image by the
// **weight** of its class. How much? To make both classes count the same in all, each image should count the inverse of
// how many of its kind there are: 19 to 1.
//
// By hand: of all images of some contrast let one in four be rare. Without weights the best answer is 1/4, odds 1 to 3.
// Weighted, each rare image counts as 19: it is as if there were 19 rare ones to 3 common ones, and the best answer is
// 19/22. The odds are multiplied by the ratio of the weights. And 19 times the likelihood ratio divided by 19 is the
// likelihood ratio alone: the weights take out just what the imbalance put in.

// %%
const balancedWeights = classWeight(training.y);
console.log('weights:', balancedWeights);

const weighted = await trainSpots({ weights: balancedWeights });
console.table({
  'without weights': measures(plain.onUnseen),
  'with weights': measures(weighted.onUnseen),
});
plot.curves(
  { 'without weights': plain.run, 'with weights': weighted.run },
  { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] },
);

// %% [markdown]
// The recall of the rare class and the balanced accuracy are what we wanted. Look also at what it cost:
//
// - **The accuracy is lower.** Many common images are called rare now. That is no defect of the fix: it *is* the fix.
//   Weights add no information; they only trade one kind of mistake for the other.
// - **The losses cannot be compared any more.** `loss` is weighted, and `val_loss` is not. A gap between the two says
//   nothing about overfitting here, and a smaller `loss` says nothing about a better network.
//
// With so few rare images most alarms are false, even now. **Precision** says how many are not:

// %% check
console.assert(
  measures(weighted.onUnseen)['balanced accuracy']! > measures(plain.onUnseen)['balanced accuracy']! + 0.1,
  'The balanced accuracy is what we wanted.',
);
console.assert(
  measures(weighted.onUnseen).accuracy! < measures(plain.onUnseen).accuracy!,
  'The accuracy is lower.',
);
console.assert(
  weighted.onUnseen.filter((p, i) => p > 0.5 && truth[i] === 0).length >
    weighted.onUnseen.filter((p, i) => p > 0.5 && truth[i] === 1).length,
  'Most alarms are false.',
);

// %%
const precisionOf = (p: Float32Array, threshold = 0.5) => {
  const answers = called(p, threshold);
  const found = answers.filter((answer, i) => answer === 1 && truth[i] === 1).length;
  return `${found} of ${answers.filter((answer) => answer === 1).length} alarms are right`;
};
console.log('with weights:   ', precisionOf(weighted.onUnseen));
console.log('without weights:', precisionOf(plain.onUnseen));

// %% [markdown]
// ## Which weights?
//
// Three formulas are in circulation, for a class with `count` of the `n` images:
//
// - `n / (2 * count)`, called *balanced* (2 is the number of classes),
// - `n / count`,
// - for two classes, the share of the *other* class: `{ 0: positives / n, 1: negatives / n }`.

// %%
const sharesOfOther = classWeight(training.y, 'complementary');
const inverseCounts = { 0: 400 / 380, 1: 400 / 20 };
const formulas: Record<string, Record<number, number>> = {
  'n / (2 count)': balancedWeights,
  'n / count': inverseCounts,
  'share of the other': sharesOfOther,
  '[.2, .8]': { 0: 0.2, 1: 0.8 },
};
console.table(
  Object.fromEntries(
    Object.entries(formulas).map(([name, weights]) => [
      name,
      {
        common: digits3(weights[0]!),
        rare: digits3(weights[1]!),
        ratio: digits3(weights[1]! / weights[0]!),
        'mean weight of an image': digits3(0.95 * weights[0]! + 0.05 * weights[1]!),
      },
    ]),
  ),
);

// %% [markdown]
// The **ratio** decides what the best answer is, and the three formulas agree on it. (The fixed pair `[.2, .8]`, often
// copied, does not: its ratio of 4 belongs to data of 80 to 20.) What differs is the **size**: the mean weight of an
// image is 1, or 2, or a tenth.
//
// A loss ten times smaller has a gradient ten times smaller. For plain gradient descent that is a rate ten times
// smaller. Adam divides each step by the size of the recent gradients, so there the factor cancels. Train all three
// both ways, and look at the last two columns:

// %% check
console.assert(
  [balancedWeights, inverseCounts, sharesOfOther].every(
    (weights) => Math.abs(weights[1]! / weights[0]! - 19) < 1e-5,
  ),
  'The three formulas agree on the ratio.',
);

// %%
const outcomes: Record<string, Record<string, number>> = {};
for (const name of ['n / (2 count)', 'n / count', 'share of the other'])
  for (const [optimizer, make] of [
    ['adam', () => tf.train.adam(0.003)],
    ['SGD', () => tf.train.momentum(0.01, 0.9)],
  ] as const) {
    const { run, onUnseen } = await trainSpots({ weights: formulas[name]!, optimizer: make() });
    const { 'recall rare': rare, 'balanced accuracy': balanced } = measures(onUnseen);
    const loss = digits3(run.history.loss![run.epochs - 1]!);
    outcomes[`${optimizer}, ${name}`] = {
      'last loss': loss,
      'recall rare': rare!,
      'balanced accuracy': balanced!,
    };
  }
console.table(outcomes);

// %% [markdown]
// With adam the three are the same network up to chance; only the printed loss is ten times smaller in one line and
// twice as large in another. With SGD the size counts: the small weights have simply not been trained as far. So use
// `n / (2 count)`, whose mean is 1, and no rate has to be tuned again. And never call a training better because its
// loss is smaller, when the weights differ.

// %% check
{
  const adam = ['n / (2 count)', 'n / count', 'share of the other'].map((name) => outcomes[`adam, ${name}`]!);
  const balanced = adam.map((row) => row['balanced accuracy']!);
  console.assert(Math.max(...balanced) - Math.min(...balanced) < 0.06, 'With adam the three are the same.');
  const [one, two, tenth] = adam.map((row) => row['last loss']!) as [number, number, number];
  console.assert(Math.abs(two / one - 2) < 0.3, 'The printed loss is twice as large in one line.');
  console.assert(Math.abs(tenth / one - 0.1) < 0.03, 'The printed loss is ten times smaller in one line.');
}

// %% [markdown]
// ## Move the threshold instead
//
// The weights multiply the odds by 19. Instead of that one can leave the network as it was, and cut elsewhere: weighted
// odds of 1 to 1 are plain odds of 1 to 19, a probability of 1/20. That is the share of the rare class. No new training
// is needed.
//
// Or let the data choose. `chooseThreshold` tries every threshold and takes the best one, here by balanced accuracy
// (*Youden's* rule). It must not choose on the images that you report on, so we let it choose on the training images.

// %%
const chosen = chooseThreshold(training.y, plain.onTraining, { by: 'youden' }).threshold;
console.table({
  'threshold .5': measures(plain.onUnseen),
  'threshold .05': measures(plain.onUnseen, 0.05),
  [`threshold ${chosen.toFixed(3)}, chosen`]: measures(plain.onUnseen, chosen),
  'weights, threshold .5': measures(weighted.onUnseen),
});
plot.precisionRecallCurve(truth, { 'without weights': plain.onUnseen, 'with weights': weighted.onUnseen });

// %% [markdown]
// Look at the balanced accuracy. A lower threshold, on the network as it was, brings most of what the weights bring, and
// usually not all of it. The picture says why. A **precision-recall curve** shows every threshold at once: recall to the
// right, precision upwards. The area under it (PR-AUC) says how well a network *ranks* rare before common, wherever one
// cuts; guessing reaches the share of the rare class. A threshold moves along one curve. The weights move along theirs
// just the same, but it is usually the better curve: with them the rare images had a say from the first epoch on. (Not
// with every seed. The table of claims below has twenty.)

// %% check
console.assert(
  measures(plain.onUnseen, 0.05)['balanced accuracy']! > 0.65,
  'A lower threshold brings most of what the weights bring.',
);

// %% [markdown]
// ## What it is not
//
// **It is not too little training, and not too small a network.** Four times the epochs, four times the filters: both can
// at best come to where the ruler above is, at a quarter of the rare images. (If one of them finds more, it has begun to
// learn its 20 rare images by heart, and pays with false alarms.)

// %%
const longer = await trainSpots({ epochs: 48 });
const wider = await trainSpots({ filters: 32 });
console.table({
  'four times the epochs': measures(longer.onUnseen),
  'four times the filters': measures(wider.onUnseen),
  'the best there can be': measures(ruler),
  'with weights': measures(weighted.onUnseen),
});

// %% [markdown]
// **Weights that nobody reads.** `compile` takes no weights, neither here nor in Keras, where
// `BinaryCrossentropy(weight=…)`, printed in a widely read answer, is an error. JavaScript gives no error. A name in an
// options object that nobody asks for is just not read, and so is the Python spelling `class_weight`:

// %% check
console.assert(
  [longer, wider].every(
    ({ onUnseen }) =>
      measures(onUnseen)['balanced accuracy']! < measures(weighted.onUnseen)['balanced accuracy']!,
  ),
  'Neither is as good as weights.',
);

// %%
const unread = await trainSpots({
  compileToo: { classWeight: balancedWeights, class_weight: balancedWeights },
});
const same = unread.run.history.loss!.every((loss, epoch) => loss === plain.run.history.loss![epoch]);
console.log('every loss the same as without weights, to the last digit:', same);

// %% [markdown]
// That is how you find out: a fix that changes nothing *at all* is not connected. (TypeScript does complain about an
// unknown name, if the object is written where it is passed. Here it came in through a variable.)
//
// **A weight of the wrong shape.** Another answer multiplies the losses of a batch with the two weights `[.2, .8]`:

// %% check
console.assert(same, 'Every loss is the same, to the last digit.');

// %%
const twoWeights = tf.tensor1d([0.2, 0.8]);
const timesTwoWeights = (yTrue: tf.Tensor, p: tf.Tensor) =>
  tf.metrics.binaryCrossentropy(yTrue, p).mul(twoWeights);

/** The weighted losses of a batch with these labels, when the network says .3 to every image. */
function lossesOf(labels: number[]): string {
  try {
    return tf.tidy(() => {
      const yTrue = tf.tensor2d(labels, [labels.length, 1]);
      const losses = timesTwoWeights(yTrue, tf.fill(yTrue.shape, 0.3)).dataSync();
      return Array.from(losses, (loss) => loss.toFixed(3)).join(', ');
    });
  } catch (error) {
    return (error as Error).message.split('\n').pop()!;
  }
}

for (const labels of [[0, 0, 0, 1], [0, 1], [1, 0], [1]])
  console.log(`labels ${labels.join(', ')}: ${lossesOf(labels)}`);

// %% [markdown]
// A batch of four has four losses, and there is no way to multiply four numbers by two: an error, and a lucky one. A
// batch of two runs, and is wrong. The weights go by *place*: the first image of the batch gets .2 and the second .8,
// whatever their classes. (Compare the second and the third line.) A batch of one image gets both weights, one after the
// other. A weight must be looked up by the label, as `classWeight` and `weightedBinaryCrossentropy` do.
//
// **Mended twice.** Weights *and* a lower threshold multiply the odds twice:

// %% check
console.assert(!/^\d/.test(lossesOf([0, 0, 0, 1])), 'A batch of four is an error.');
console.assert(
  lossesOf([0, 1]).split(', ')[0] === (-0.2 * Math.log(0.7)).toFixed(3),
  'The first image gets .2.',
);
console.assert(lossesOf([1, 0]).split(', ')[0] === (-0.2 * Math.log(0.3)).toFixed(3), 'Whatever its class.');
console.assert(lossesOf([1]).split(', ').length === 2, 'A batch of one image gets both weights.');

// %%
console.table({
  weights: measures(weighted.onUnseen),
  'weights and threshold .05': measures(weighted.onUnseen, 0.05),
});

// %% [markdown]
// Now the common class pays: the recall of the rare one is near 1, and of the common one much is lost.
//
// ### Where imbalance does no harm
//
// The example that recommends weights most often is that of lesson 1: bright images against dark ones, with 800 bright
// to 200 dark. Its network is one convolution and a dense layer, trained for five epochs with adam at 0.001. Here is a
// quarter of that data, with weights and without.

// %% check
console.assert(
  measures(weighted.onUnseen, 0.05)['recall rare']! > 0.9,
  'The recall of the rare one is near 1.',
);
console.assert(
  measures(weighted.onUnseen, 0.05)['recall common']! < measures(weighted.onUnseen)['recall common']! - 0.1,
  'Of the common one much is lost.',
);

// %%
const lights = datasets.brightness({ seed: SEED, perClass: 200 });
const fewDark = [...lights.y.values.keys()].filter((row) => lights.y.values[row] === 1 || row % 4 === 0);
const lightX = toTensor(takeRows(lights.x, fewDark)).div(255);
const lightLabels = takeRows(lights.y, fewDark);
const lightY = toTensor(lightLabels);
const newLights = datasets.brightness({ seed: SEED + 1, perClass: 100 });
const newLightX = toTensor(newLights.x).div(255);

async function trainLights(weights?: Record<number, number>): Promise<Record<string, number>> {
  seed(SEED);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.001), loss: 'binaryCrossentropy' });
  const options = weights ? { classWeight: weights } : {};
  const run = await train(model, { x: lightX, y: lightY, epochs: 5, seed: SEED, ...options });
  const answers = called(tf.tidy(() => (model.predict(newLightX) as tf.Tensor).dataSync()));
  model.dispose();
  const [dark, bright] = recall(newLights.y.values, answers, { average: null }) as [number, number];
  return { 'last loss': digits3(run.history.loss![4]!), 'recall dark': dark, 'recall bright': bright };
}

const onLights = {
  'without weights': await trainLights(),
  'with weights': await trainLights(classWeight(lightLabels, 'complementary')),
};
console.table(onLights);

// %% [markdown]
// The rare class is found completely, with and without. By hand: a dark image is *impossible* among the bright ones, and
// the other way round. The likelihood ratio is not 5 but without limit, and dividing it by 4 or by 19 changes nothing.
// **Imbalance costs only where classes overlap**, or while a network has not learned yet to tell them apart.
//
// What does differ is the printed loss. It is smaller with these weights, for their mean is about 0.3. Who compares the
// two losses will swear that the weights helped.

// %% check
console.assert(
  Object.values(onLights).every((row) => row['recall dark'] === 1 && row['recall bright'] === 1),
  'The rare class is found completely, with and without.',
);
console.assert(
  onLights['with weights']['last loss']! < onLights['without weights']['last loss']!,
  'The printed loss is smaller with these weights.',
);

// %%
// What is no longer needed is given back: tensors live outside JavaScript's garbage collector.
tf.dispose([lightX, lightY, newLightX, twoWeights]);

// %% [markdown]
// ## Four rare images are no validation set
//
// `validationSplit: 0.2` is in every example. A fifth of our 400 images are 80, and a twentieth of those are 4. Their
// recall can be 0, 25, 50, 75 or 100 %, and nothing between. And 4 is the mean; how many there are in fact depends on
// the draw, unless one draws from each class on its own (**stratified**):

// %%
const splitCounts: Record<string, number[]> = { random: [], stratified: [] };
for (let n = 1; n <= 200; n++) {
  const rareOf = (labels: { values: Float32Array }) => labels.values.filter((label) => label === 1).length;
  const atRandom = trainTestSplit(training.y, { testSize: 0.2, seed: n });
  const stratified = trainTestSplit(training.y, { testSize: 0.2, seed: n, stratify: training.y.values });
  splitCounts.random!.push(rareOf(atRandom[1]));
  splitCounts.stratified!.push(rareOf(stratified[1]));
}
for (const [how, counts] of Object.entries(splitCounts))
  console.log(`${how}: ${Math.min(...counts)} to ${Math.max(...counts)} rare images in 200 splits`);

/** The standard deviation of a recall measured on so many images, when it is really 0.8. */
const uncertainty = (images: number) => Math.sqrt((0.8 * 0.2) / images);
console.table(
  [4, 20, 100].map((images) => ({ images, 'recall .8, give or take': digits3(uncertainty(images)) })),
);

// %% [markdown]
// Even a stratified split of this size measures a recall to within 20 points. Stratify always, and with few rare images
// use all of them in turn (cross-validation: `stratifiedKFold`) or put more of them into the validation set. The share
// of the classes there does not change a recall; it is the *number* of rare images that counts.

// %% check
console.assert(
  Math.max(...splitCounts.random!) > 4 && Math.min(...splitCounts.random!) < 4,
  'How many there are depends on the draw.',
);
console.assert(
  splitCounts.stratified!.every((count) => count === 4),
  'Stratified, it is 4.',
);

// %%
tf.dispose([spotX, spotY, unseenX, unseenY]);

// %% [markdown]
// ## The claims, settled over twenty seeds
//
// One training is an anecdote. Each line below was trained from 20 seeds, each with its own data and its own initial
// weights, and tested on images it had never seen.
//
// <!-- claims:02-class-imbalance -->
//
// | what was done | accuracy, median | recall of the rare class, least / median / most | balanced accuracy, least / median / most | PR-AUC, median | loss shown, median | loss on new images, without weights, median |
// | --- | --- | --- | --- | --- | --- | --- |
// | **Answer A's data and network: 800 bright images, 200 dark ones; the classes do not overlap** | | | | | | |
// | no weights | 1.00 | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 | 1.00 | 0.00096 | 0.00073 |
// | A3: the share of the other class | 1.00 | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 | 1.00 | 0.00042 | 0.00083 |
// | **Spots, 380 to 20; the classes overlap; adam .003, 12 epochs** | | | | | | |
// | C1: no weights | 0.95 | 0.00 / 0.00 / 0.23 | 0.50 / 0.50 / 0.61 | 0.33 | 0.15 | 0.16 |
// | no weights, threshold .05 | 0.64 | 0.64 / 0.87 / 0.95 | 0.71 / 0.76 / 0.80 | 0.33 | 0.15 | 0.16 |
// | no weights, threshold chosen on the training images | 0.83 | 0.51 / 0.68 / 0.89 | 0.71 / 0.77 / 0.81 | 0.33 | 0.15 | 0.16 |
// | no weights, four times the epochs | 0.95 | 0.00 / 0.16 / 0.46 | 0.50 / 0.57 / 0.71 | 0.34 | 0.064 | 0.16 |
// | no weights, four times the filters | 0.95 | 0.00 / 0.00 / 0.22 | 0.50 / 0.50 / 0.61 | 0.38 | 0.12 | 0.15 |
// | n / (2 count) | 0.82 | 0.59 / 0.77 / 0.87 | 0.75 / 0.80 / 0.83 | 0.41 | 0.33 | 0.39 |
// | n / (2 count), and threshold .05 | 0.32 | 0.93 / 0.98 / 1.00 | 0.51 / 0.64 / 0.71 | 0.41 | 0.33 | 0.39 |
// | the share of the other class | 0.83 | 0.61 / 0.76 / 0.86 | 0.75 / 0.81 / 0.83 | 0.41 | 0.032 | 0.39 |
// | B1: n / count | 0.82 | 0.59 / 0.77 / 0.86 | 0.75 / 0.80 / 0.83 | 0.41 | 0.67 | 0.4 |
// | C10: [.2, .8] | 0.94 | 0.00 / 0.45 / 0.67 | 0.50 / 0.71 / 0.79 | 0.41 | 0.06 | 0.19 |
// | n / (2 count), SGD .01, momentum .9 | 0.82 | 0.61 / 0.78 / 0.86 | 0.77 / 0.80 / 0.83 | 0.43 | 0.34 | 0.4 |
// | the share of the other class, the same SGD | 0.60 | 0.77 / 0.87 / 0.93 | 0.67 / 0.72 / 0.77 | 0.35 | 0.051 | 0.64 |
// | n / count, the same SGD | 0.85 | 0.37 / 0.74 / 0.93 | 0.66 / 0.79 / 0.82 | 0.40 | 0.61 | 0.37 |
// | **Spots, 320 to 80, closer together; adam .003, 12 epochs** | | | | | | |
// | no weights | 0.82 | 0.10 / 0.28 / 0.47 | 0.54 / 0.61 / 0.69 | 0.51 | 0.38 | 0.41 |
// | no weights, threshold .2 | 0.72 | 0.55 / 0.70 / 0.84 | 0.69 / 0.71 / 0.74 | 0.51 | 0.38 | 0.41 |
// | A3 and C10: [.2, .8] | 0.72 | 0.54 / 0.70 / 0.80 | 0.70 / 0.71 / 0.75 | 0.51 | 0.16 | 0.54 |
//
// | 80 of the 400 spots for validation | rare ones among them, least / median / most | recall measured on them | recall on new images | how far apart the two are, median / most |
// | --- | --- | --- | --- | --- |
// | C11: a fifth, drawn at random | 1 / 4 / 9 | 0.33 / 0.80 / 1.00 | 0.57 / 0.77 / 0.89 | 0.13 / 0.42 |
// | a fifth of each class | 4 / 4 / 4 | 0.50 / 0.75 / 1.00 | 0.59 / 0.79 / 0.89 | 0.20 / 0.39 |
//
// <!-- /claims -->
//
// What this says:
//
// - **C1, accuracy looks high while the rare class is at chance**: holds, and it is worse than chance. Without weights
//   most networks find not one rare image, at an accuracy of .95. After the fix the accuracy is *lower*.
// - **A3, weights train better on 800 to 200**: not on the data that it was shown with. The classes there do not overlap,
//   and every network is right about every image. Its loss is smaller because the weights are: without them, on new
//   images, it is not. On images that do overlap the claim holds.
// - **B1, n / count**: holds, as the other two formulas do. With adam they cannot be told apart; with SGD the small
//   weights are a small rate, and the large ones a large one.
// - **C10, [.2, .8]**: right for 320 to 80, where it *is* the share of the other class. For 380 to 20 it goes half of the
//   way. As printed it does not run, or weighs by place.
// - A lower threshold does most of what weights do, without training again. Both together do too much.
// - **C11, validation split 0.2**: a good habit with a hundred images of each class. With four rare ones the recall that
//   it reports is off by ten points and more in most cases, stratified or not.

// %% [markdown]
// ## Questions
//
// Ten points. Fill in the cells, save the notebook, and have it graded:
//
// `npx unstuck grade notebooks/02-class-imbalance.ipynb`
//
// Each question is followed by a cell with which you can check yourself first.
//
// ### Question 1: four numbers from four counts (2 points)
//
// Write the measures of a network from its confusion matrix of two classes, `[[a, b], [c, d]]`: the first row are the
// images of class 0, `a` of them called 0 and `b` called 1; the second row are those of class 1, the rare one. Return
//
// - `accuracy`,
// - `recall`, of class 1,
// - `balancedAccuracy`, the mean of both recalls,
// - `mcc`, which is `(a * d - b * c)` divided by the square root of `(a + b) * (c + d) * (a + c) * (b + d)`. Where one
//   of those four sums is 0 it is 0 by agreement.
//
// Both classes have at least one image.

// %% question=q1
type Measures = { accuracy: number; recall: number; balancedAccuracy: number; mcc: number };

function measuresOf(matrix: number[][]): Measures {
  // BEGIN SOLUTION return the four measures of [[a, b], [c, d]]
  const [[a, b], [c, d]] = matrix as [[number, number], [number, number]];
  const recallOfRare = d / (c + d);
  const product = (a + b) * (c + d) * (a + c) * (b + d);
  return {
    accuracy: (a + d) / (a + b + c + d),
    recall: recallOfRare,
    balancedAccuracy: (recallOfRare + a / (a + b)) / 2,
    mcc: product === 0 ? 0 : (a * d - b * c) / Math.sqrt(product),
  };
  // END SOLUTION
}

// %%
// Beside what the kit says about the network with weights, and about "always common".
try {
  for (const p of [weighted.onUnseen, nothing]) {
    const answers = called(p);
    const count = (label: number, answer: number) =>
      answers.filter((value, i) => value === answer && truth[i] === label).length;
    console.log(
      'yours:',
      measuresOf([
        [count(0, 0), count(0, 1)],
        [count(1, 0), count(1, 1)],
      ]),
    );
    console.log('kit:  ', measures(p));
  }
} catch (error) {
  console.log((error as Error).message);
}

// %% [markdown]
// ### Question 2: mend the training (4 points)
//
// This cell holds a network that finds hardly any of the rare images. Mend it. You may change anything in it: what
// `fitOptions` returns is handed to the training (`classWeight`, `callbacks`, `batchSize`), and images whose probability
// is above `threshold` are called class 1. All names stay what they are.
//
// The grader draws new spots, 1140 to 60, a little closer together than those above (29 grey levels apart), trains the
// network for 12 epochs in batches of 64, and asks it about images it has not seen (400 of them rare, so that a recall
// can be measured). The **balanced accuracy** must be at least 0.66, and not just once; the best that there can be is
// 0.77. In some of the trainings the rare discs are *darker* than what is around them: the network has to find out from
// the images.

// %% question=q2
function preprocess(x: tf.Tensor4D): tf.Tensor4D {
  return x.sub(110).div(40);
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [12, 12, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.002), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** `y` holds the labels of the training images, [images, 1]. */
function fitOptions({ y }: { x: tf.Tensor; y: tf.Tensor }): { classWeight?: Record<number, number> } {
  // BEGIN SOLUTION let the rare images count
  // STUB: return {};
  return { classWeight: classWeight(y) };
  // END SOLUTION
}

const threshold = 0.5;

// %%
// The same as the grader does, with spots of its own.
const trial = datasets.spots({ seed: SEED + 2, counts: [1140, 60], means: [0, -29] });
const trialTest = datasets.spots({ seed: SEED + 3, counts: [600, 200], means: [0, -29] });
const [trialX, trialY, trialTestX] = [trial.x, trial.y, trialTest.x].map(toTensor) as [
  tf.Tensor4D,
  tf.Tensor,
  tf.Tensor4D,
];
const [preparedX, preparedTestX] = [preprocess(trialX), preprocess(trialTestX)];

seed(SEED);
const yourModel = buildModel();
await train(yourModel, {
  x: preparedX,
  y: trialY,
  epochs: 12,
  batchSize: 64,
  seed: SEED,
  ...fitOptions({ x: preparedX, y: trialY }),
});
const yourAnswers = called((yourModel.predict(preparedTestX) as tf.Tensor).dataSync(), threshold);
yourModel.dispose();
tf.dispose([trialX, trialY, trialTestX, preparedX, preparedTestX]);
console.log('balanced accuracy:', balancedAccuracy(trialTest.y.values, yourAnswers).toFixed(3));
plot.confusionMatrix({ yTrue: trialTest.y.values, yPred: yourAnswers }, { classes: ['common', 'rare'] });

// %% [markdown]
// ### Question 3: name the fault (2 points)
//
// Three networks were trained on spots. Each has one fault. `val_recall_0` and `val_recall_1` are the recalls of the
// two classes on validation images, after each epoch. A recall of 0 alone does not tell which fault it is: look at the
// height of the accuracy and of the loss as well.

// %%
const A = {
  history: {
    loss: [
      0.773, 0.77, 0.767, 0.764, 0.761, 0.759, 0.756, 0.754, 0.751, 0.749, 0.747, 0.744, 0.742, 0.74, 0.738,
    ],
    val_loss: [
      0.781, 0.778, 0.775, 0.772, 0.769, 0.766, 0.763, 0.761, 0.758, 0.756, 0.753, 0.751, 0.749, 0.746, 0.744,
    ],
    acc: [0.49, 0.49, 0.49, 0.49, 0.49, 0.492, 0.492, 0.495, 0.495, 0.495, 0.495, 0.498, 0.498, 0.498, 0.498],
    val_acc: [
      0.488, 0.488, 0.488, 0.488, 0.488, 0.488, 0.488, 0.49, 0.495, 0.495, 0.495, 0.495, 0.495, 0.495, 0.495,
    ],
    val_recall_0: [
      0.975, 0.975, 0.975, 0.975, 0.975, 0.975, 0.975, 0.98, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99,
    ],
    val_recall_1: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  },
};
const B = {
  history: {
    loss: [
      0.388, 0.235, 0.212, 0.188, 0.173, 0.169, 0.145, 0.138, 0.13, 0.125, 0.122, 0.118, 0.118, 0.114, 0.113,
    ],
    val_loss: [
      0.281, 0.219, 0.2, 0.19, 0.174, 0.171, 0.164, 0.157, 0.153, 0.152, 0.163, 0.16, 0.157, 0.153, 0.164,
    ],
    acc: [0.945, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.955, 0.955, 0.962, 0.965, 0.965, 0.962, 0.967, 0.972],
    val_acc: [
      0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95, 0.952, 0.951, 0.952, 0.949, 0.939, 0.952, 0.946, 0.946,
    ],
    val_recall_0: [1, 1, 1, 1, 1, 1, 1, 0.999, 0.992, 0.995, 0.991, 0.974, 0.993, 0.986, 0.987],
    val_recall_1: [0, 0, 0, 0, 0, 0, 0, 0.075, 0.175, 0.15, 0.15, 0.275, 0.175, 0.2, 0.175],
  },
};
const C = {
  history: {
    loss: [
      0.69, 0.62, 0.574, 0.542, 0.424, 0.484, 0.367, 0.381, 0.309, 0.33, 0.254, 0.229, 0.21, 0.162, 0.165,
    ],
    val_loss: [
      0.612, 0.608, 0.507, 0.479, 0.606, 0.537, 0.622, 0.685, 0.827, 0.893, 1.02, 1.16, 1.28, 1.44, 1.56,
    ],
    acc: [0.45, 0.6, 0.75, 0.65, 0.8, 0.75, 0.85, 0.85, 0.85, 0.8, 0.9, 0.9, 0.9, 0.95, 0.95],
    val_acc: [
      0.652, 0.645, 0.74, 0.805, 0.68, 0.785, 0.765, 0.765, 0.685, 0.723, 0.743, 0.73, 0.725, 0.705, 0.72,
    ],
    val_recall_0: [
      0.315, 0.78, 0.54, 0.805, 0.87, 0.715, 0.65, 0.69, 0.78, 0.745, 0.69, 0.665, 0.715, 0.74, 0.7,
    ],
    val_recall_1: [
      0.99, 0.51, 0.94, 0.805, 0.49, 0.855, 0.88, 0.84, 0.59, 0.7, 0.795, 0.795, 0.735, 0.67, 0.74,
    ],
  },
};

for (const [name, { history }] of Object.entries({ A, B, C })) {
  // Both classes in one panel.
  const recalls = {
    [`${name}, class 0`]: { history: { recall: history.val_recall_0 } },
    [`${name}, class 1`]: { history: { recall: history.val_recall_1 } },
  };
  console.log(plot.curves({ [name]: { history } }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] }));
  console.log(plot.curves(recalls, { metrics: ['recall'] }));
}

// %% [markdown]
// Give each curve one of these names:
//
// | name | fault |
// | --- | --- |
// | `class-imbalance` | one class is much rarer than the other |
// | `lr-too-high` | the learning rate is too large |
// | `lr-too-low` | the learning rate is too small |
// | `overfitting` | the network learns its training images by heart |
// | `unnormalized-input` | the pixels were not brought to a small scale |
// | `wrong-output-activation` | a softmax on a single output, which always says 1 |

// %% question=q3
// BEGIN SOLUTION name the fault behind each curve
// STUB: const diagnosis: Record<'A' | 'B' | 'C', string> = { A: '', B: '', C: '' };
const diagnosis: Record<'A' | 'B' | 'C', string> = {
  A: 'lr-too-low',
  B: 'class-imbalance',
  C: 'overfitting',
};
// END SOLUTION

// %%
// Only whether the names are in the list, not whether they are right.
const names =
  'class-imbalance lr-too-high lr-too-low overfitting unnormalized-input wrong-output-activation'.split(' ');
for (const [curve, fault] of Object.entries(diagnosis))
  console.log(`${curve}: ${names.includes(fault) ? fault : `"${fault}" is not in the list`}`);

// %% [markdown]
// ### Question 4: the best answer under weights (2 points)
//
// Of all images that look alike let a share `p` be rare. The network gives the same answer `q` to all of them, and its
// mean loss, with weight `w1` for the rare class and `w0` for the common one, is
//
// `-w1 * p * log(q) - w0 * (1 - p) * log(1 - q)`
//
// Which `q` makes it smallest? Set the slope by `q` to zero, or go through the odds as above. Write `q` as text, as a
// formula in `p`, `w0` and `w1` that [mathjs](https://mathjs.org) can read: `+ - * / ^`, `exp`, `log`, brackets. The
// grader compares its values and its slope by `p`.

// %% question=q4
// BEGIN SOLUTION the best answer as a formula in p, w0 and w1
// STUB: const bestAnswer = 'TODO';
const bestAnswer = 'w1 * p / (w1 * p + w0 * (1 - p))';

// END SOLUTION

// %%
import { evaluate } from 'mathjs';

// One in four is rare, and the weights are 19 to 1: worked out above. With equal weights it must be p itself.
try {
  console.log('yours:', evaluate(bestAnswer, { p: 1 / 4, w0: 1, w1: 19 }), ' above:', 19 / 22);
  console.log('yours:', evaluate(bestAnswer, { p: 1 / 4, w0: 1, w1: 1 }), ' above:', 1 / 4);
} catch (error) {
  console.log(`${bestAnswer}: ${(error as Error).message}`);
}

// %% [markdown]
// ## Where to go from here
//
// Weights and thresholds leave the data as they are. Lesson 3 changes the data instead: it copies, invents and throws
// away images. The list of lessons, and what each of them settles, is in [course.md](../course.md).

// %% [markdown]
// # Lesson 6: graded on a curve
//
// A network is trained. Its curves are beautiful, its accuracy on the validation images is close to 1. Then comes a
// Monday on which one class is much more common than usual, and nearly a third of the answers are wrong. Not a single
// weight has changed.
//
// The fault sits in one line *before* the network: the scaler was fitted where it should only have been applied. The
// advice is well known: fit the scaler on the training rows, apply it to all others. What is less known is which half
// of that advice matters. As you will see, one way to break the rule destroys the network's answers, and the way that
// everybody warns of changes next to nothing, unless something else goes wrong too.
//
// After this lesson you can find such a fault with two small probes that need no label and no training, and you can
// tell it from two neighbours that look alike.
//
// It takes about half an hour; all trainings together take less than half a minute. Run the cells from top to bottom.
// The questions are at the end.

// %%
import {
  accuracy,
  type Dataset,
  datasets,
  type NdArray,
  plot,
  random,
  ready,
  StandardScaler,
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
// A camera looks down on a toaster. Each image is a small piece of a slice, 8 by 8 pixels in three colours: **dark**
// (class 0) or **pale** (class 1). A dark slice has a grey level of about 105, a pale one of about 155. The level
// differs from slice to slice, with a **standard deviation** (the usual distance from the mean) of 12, and every pixel
// has some noise on top.

// %%
const MEANS = [105, 155];

/** Draws `dark` and `pale` slices, in random order. */
function slices(drawnWith: number, dark: number, pale: number): Dataset {
  return datasets.levels({ seed: drawnWith, counts: [dark, pale], means: MEANS });
}

const training = slices(SEED, 100, 100);
const validation = slices(SEED + 1, 100, 100);
const monday = slices(SEED + 2, 40, 360);

const NAMES = ['dark', 'pale'];
plot.images(takeRows(training.x, [0, 1, 2, 3, 4, 5, 6, 7]), {
  labels: Array.from(training.y.values.slice(0, 8), (label) => NAMES[label]!),
  range: [0, 255],
});

// %% [markdown]
// The images are standardized before the network sees them. A **StandardScaler** does that in two steps: `fit` takes the
// mean and the standard deviation of each column of a table, `transform` subtracts that mean and divides by that
// deviation. `fitTransform` does both at once. Here each pixel is a row of the table and each colour is a column.
//
// Now look closely at `standardized`. It is the line that this lesson is about.

// %%
/** Images as the table that a scaler takes: one row a pixel, one column a colour. */
function pixelTable({ values }: NdArray) {
  return { values, shape: [values.length / 3, 3] };
}

function standardized(images: NdArray): NdArray {
  const { values } = new StandardScaler().fitTransform(pixelTable(images));
  return { values, shape: images.shape };
}

function network(): tf.Sequential {
  seed(SEED);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** Trains on images that are scaled already, with validation images that are scaled already. */
async function learn(model: tf.Sequential, x: NdArray, validationX: NdArray): Promise<TrainingRun> {
  const tensors = [x, training.y, validationX, validation.y].map(toTensor);
  const [images, labels, unseen, unseenLabels] = tensors as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const run = await train(model, {
    x: images,
    y: labels,
    validation: { x: unseen, y: unseenLabels },
    epochs: 8,
    seed: SEED,
  });
  tf.dispose(tensors);
  return run;
}

const model = network();
const broken = await learn(model, standardized(training.x), standardized(validation.x));
plot.curves({ broken }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] });

// %% [markdown]
// Nothing to complain about: both losses fall, training and validation agree, and the accuracy is close to 1. So the
// network goes into service. On most days it does well. On Monday the toaster is cold, and nine slices of ten are pale.

// %%
/** What the network says: the probability of pale, one a slice. Takes images that are scaled already. */
function predict(images: NdArray): Float32Array {
  return tf.tidy(() => (model.predict(toTensor(images)) as tf.Tensor).dataSync() as Float32Array);
}

const onMonday = predict(standardized(monday.x));
console.log('accuracy in validation:', accuracy(validation.y.values, predict(standardized(validation.x))));
console.log('accuracy on Monday:    ', accuracy(monday.y.values, onMonday));

plot.confusionMatrix(
  { yTrue: monday.y.values, yPred: onMonday.map((p) => (p >= 0.5 ? 1 : 0)) },
  { classes: NAMES, title: 'Monday' },
);

// %% [markdown]
// The second row of the picture holds the pale slices: about a third of them are called dark. The first row is fine. And
// yet pale slices were never a problem before, and Monday's are as pale as Sunday's: both are drawn from a mean of 155.

// %% check
{
  const share = (label: number) => {
    const rows = [...monday.y.values.keys()].filter((row) => monday.y.values[row] === label);
    return rows.filter((row) => onMonday[row]! >= 0.5 === (label === 1)).length / rows.length;
  };
  console.assert(broken.history.val_acc!.at(-1)! > 0.95, 'In validation the accuracy is close to 1.');
  console.assert(Math.abs(share(1) - 2 / 3) < 0.2, 'About a third of the pale slices are called dark.');
  console.assert(share(0) > 0.9, 'The first row is fine.');
}

// %% [markdown]
// ## Measure
//
// The weights are the same as in validation, so look at what goes in. Below is the mean of all pixels of the dark and of
// the pale slices, before and after `standardized`.

// %%
/** The mean of each image. */
function levels({ values, shape }: NdArray): number[] {
  const size = values.length / shape[0]!;
  return Array.from({ length: shape[0]! }, (_, i) => mean(values.subarray(i * size, (i + 1) * size)));
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The mean level of the images of one class. */
function classLevel(images: NdArray, { values: given }: NdArray, label: number): number {
  return mean(levels(images).filter((_, i) => given[i] === label));
}

const round = (value: number) => Number(value.toPrecision(3));
console.table(
  Object.fromEntries(
    Object.entries({ validation: validation, Monday: monday }).map(([name, { x, y }]) => [
      name,
      {
        'dark, raw': round(classLevel(x, y, 0)),
        'pale, raw': round(classLevel(x, y, 1)),
        'dark, scaled': round(classLevel(standardized(x), y, 0)),
        'pale, scaled': round(classLevel(standardized(x), y, 1)),
      },
    ]),
  ),
);

// %% [markdown]
// Before scaling, the two days are alike. After it they are not. In validation a pale slice lies well above 0. On Monday
// it lies close to 0, where the network has learned to draw the line. The camera saw the same slices, and the scaler
// moved them.

// %% check
console.assert(
  Math.abs(classLevel(validation.x, validation.y, 1) - classLevel(monday.x, monday.y, 1)) < 5,
  'Before scaling, the two days are alike.',
);
console.assert(
  classLevel(standardized(validation.x), validation.y, 1) > 0.6,
  'In validation a pale slice lies well above 0.',
);
console.assert(classLevel(standardized(monday.x), monday.y, 1) < 0.35, 'On Monday it lies close to 0.');

// %%
plot.histogram(
  {
    'validation, scaled': levels(standardized(validation.x)),
    'Monday, scaled': levels(standardized(monday.x)),
  },
  { title: 'Mean level of each slice' },
);

// %% [markdown]
// In validation there are two heaps, one to each side of 0. On Monday the tall heap of pale slices straddles the 0: the
// mean was subtracted, and the mean *is* mostly pale slices.
//
// You may know this from school. Who is **graded on a curve** gets a mark for being better or worse than the others in
// the room. Put nine excellent students and a weak one into one room, and a third of the nine will be below average.

// %% [markdown]
// ## The cause, by hand
//
// Let `q` be the share of pale slices among the rows on which the scaler is fitted. Their mean is
//
// `m = (1 - q) * 105 + q * 155`
//
// and this is the level that becomes 0. The network was trained where `q` is one half: 0 stood for level 130, right in
// the middle, 25 levels away from both classes. On Monday `q` is 0.9, so 0 stands for `0.1 * 105 + 0.9 * 155 = 150`. A
// pale slice has to be above 150 now to count as pale. The class mean is 155, with a deviation of 12: the line lies
// less than half a deviation below the mean, and about a third of all pale slices are below that.
//
// So the accuracy follows from the share alone. No network is needed to foretell it: count how many slices lie on the
// wrong side of `m`. Beside it stands what the network really did.

// %%
/** The share of slices on the right side of a level. */
function rightSide({ x, y }: Dataset, border: number): number {
  const found = levels(x).map((level) => (level > border ? 1 : 0));
  return accuracy(y.values, found);
}

const days = [0.1, 0.3, 0.5, 0.7, 0.9].map((q, i) => ({
  q: q,
  rows: slices(SEED + 10 + i, Math.round(400 * (1 - q)), Math.round(400 * q)),
}));
console.table(
  days.map(({ q, rows }) => {
    const border = (1 - q) * MEANS[0]! + q * MEANS[1]!;
    return {
      'share of pale': q,
      'level that becomes 0': border,
      'foretold by hand': round(rightSide(rows, border)),
      'by the network': round(accuracy(rows.y.values, predict(standardized(rows.x)))),
    };
  }),
);

// %% [markdown]
// Compare the last two columns. They are close on every day, and they are at their best where `q` is one half: on the
// days that look like the training set, the fault does not show. (The network does not draw its line exactly at 0, and
// the deviation of a day differs too; question 4 is about the exact place.)
//
// It gets worse the fewer rows come together, and it depends on which. So take the 200 slices of the validation set all
// at once, in batches, and take it to the end: one slice, all by itself.

// %% check
for (const { q, rows } of days) {
  const foretold = rightSide(rows, (1 - q) * MEANS[0]! + q * MEANS[1]!);
  const measured = accuracy(rows.y.values, predict(standardized(rows.x)));
  console.assert(Math.abs(foretold - measured) < 0.12, `Foretold and measured are close on the day of ${q}.`);
}

// %%
console.log('a table of one number, 155:', new StandardScaler().fitTransform([[155]]));
console.log('a table of one number, 105:', new StandardScaler().fitTransform([[105]]));

/** Accuracy in validation when these slices come so many at a time, each group standardized by itself. */
function inGroups(rows: number[], size: number): number {
  const starts = rows.map((_, i) => i).filter((i) => i % size === 0);
  const groups = starts.map((start) => rows.slice(start, start + size));
  const said = groups.flatMap((group) => [...predict(standardized(takeRows(validation.x, group)))]);
  return round(
    accuracy(
      rows.map((row) => validation.y.values[row]!),
      said,
    ),
  );
}

const mixedRows = [...validation.y.values.keys()];
const sortedRows = [...mixedRows].sort((a, b) => validation.y.values[a]! - validation.y.values[b]!);
const byCompany = {
  'all at once': inGroups(mixedRows, 200),
  'batches of 32, mixed': inGroups(mixedRows, 32),
  'batches of 32, sorted by class': inGroups(sortedRows, 32),
  'slice by slice': inGroups(mixedRows, 1),
};
console.table(byCompany);

// %% [markdown]
// One number minus its own mean is 0, whatever the number was. The *same* slices, the *same* network, the *same* code,
// and the accuracy falls to that of a coin. In batches of 32 nothing shows, as long as both classes are in each of
// them. Sorted, nearly every batch is of one class, and half of it lies below its own mean. The only difference is the
// company in which a slice arrives.
//
// This is how the fault usually comes to light: in service, images come one at a time.

// %% check
console.assert(byCompany['batches of 32, mixed'] > 0.9, 'In mixed batches nothing shows.');
console.assert(byCompany['batches of 32, sorted by class'] < 0.7, 'Sorted, half of a batch is wrong.');
console.assert(Math.abs(byCompany['slice by slice'] - 0.5) < 0.2, 'The accuracy falls to that of a coin.');

// %% [markdown]
// ## The fix
//
// Fit once, on the training rows. Keep the scaler with the network; it is as much a part of it as any weight. Everything
// else gets `transform`.

// %%
const scaler = new StandardScaler().fit(pixelTable(training.x));

function scaled(images: NdArray, by: StandardScaler = scaler): NdArray {
  return { values: by.transform(pixelTable(images)).values, shape: images.shape };
}

console.log('mean of each colour:     ', scaler.mean.map(round));
console.log('deviation of each colour:', scaler.scale.map(round));

console.table(
  days.map(({ q, rows }) => ({
    'share of pale': q,
    'fitted again': round(accuracy(rows.y.values, predict(standardized(rows.x)))),
    'fitted once': round(accuracy(rows.y.values, predict(scaled(rows.x)))),
  })),
);
plot.confusionMatrix(
  { yTrue: monday.y.values, yPred: predict(scaled(monday.x)).map((p) => (p >= 0.5 ? 1 : 0)) },
  { classes: NAMES, title: 'Monday, scaler fitted once' },
);

// %% [markdown]
// The right column no longer depends on the share. Note that nothing was trained again: it is the same `model`.
//
// Had one trained again, with validation images that are scaled properly, the curves would have shown nothing:

// %% check
console.assert(
  days.every(({ rows }) => accuracy(rows.y.values, predict(scaled(rows.x))) > 0.93),
  'It no longer depends on the share.',
);

// %%
const fixedModel = network();
const fixed = await learn(fixedModel, scaled(training.x), scaled(validation.x));
fixedModel.dispose();
// In full: the kernel does not find `{ broken }` where `broken` is from an earlier cell.
plot.curves({ broken: broken, fixed: fixed }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] });

// %% [markdown]
// The training curves are the same line twice, because the training rows were scaled by their own mean in both cases. The
// validation curves are close together, because the validation set is half dark and half pale, as the training set. **No
// curve shows this fault.** That is why it lives so long.

// %% check
console.assert(
  fixed.history.loss!.every((loss, i) => Math.abs(loss - broken.history.loss![i]!) < 1e-3),
  'The training curves are the same line twice.',
);
console.assert(
  fixed.history.val_loss!.every((loss, i) => Math.abs(loss - broken.history.val_loss![i]!) < 0.1),
  'The validation curves are close together.',
);

// %% [markdown]
// ## The number that you report
//
// There is a second harm, and it is worse, because it looks like a success. The old camera is replaced. The new one has
// less contrast and more light: it turns a level `v` into `50 + 0.8 * v`. Does the network still work?
//
// Three ways to find out, with 200 images of the new camera. *Reported* is the accuracy that one would write into the
// report. *In service* is what the same code does with new images that come one at a time.

// %%
/** The new camera's picture of the same slices. */
function newCamera({ values, shape }: NdArray): NdArray {
  return { values: values.map((value) => Math.min(255, 50 + 0.8 * value)), shape: shape };
}

const trial = slices(SEED + 20, 100, 100);
const service = slices(SEED + 21, 100, 100);
const earlier = slices(SEED + 22, 100, 100);
const calibrated = new StandardScaler().fit(pixelTable(newCamera(earlier.x)));

/** Scales each image by itself, as code that fits again does with images that come one at a time. */
function standardizedSingly(images: NdArray): NdArray {
  const single = levels(images).map((_, i) => standardized(takeRows(images, [i])).values);
  return { values: Float32Array.from(single.flatMap((values) => [...values])), shape: images.shape };
}

const accuracyOf = ({ y }: Dataset, images: NdArray) => round(accuracy(y.values, predict(images)));
const [trialX, serviceX] = [newCamera(trial.x), newCamera(service.x)];
const cameras = {
  'fitted on the training rows': {
    reported: accuracyOf(trial, scaled(trialX)),
    'in service': accuracyOf(service, scaled(serviceX)),
  },
  'fitted again on what comes': {
    reported: accuracyOf(trial, standardized(trialX)),
    'in service': accuracyOf(service, standardizedSingly(serviceX)),
  },
  'fitted once on 200 earlier images of the new camera': {
    reported: accuracyOf(trial, scaled(trialX, calibrated)),
    'in service': accuracyOf(service, scaled(serviceX, calibrated)),
  },
};
console.table(cameras);

// %% [markdown]
// Read it row by row.
//
// - **Fitted on the training rows.** The report says that the network does not cope with the new camera. That is bad
//   news, and it is true.
// - **Fitted again.** The report says that all is well. It is not. The scaler has seen the test images, all 200 of
//   them, and has undone the new camera. In service nobody hands it 200 images at once.
// - **Fitted on earlier images of the new camera.** This is no leak: those images are not the ones that the report is
//   about, and the scaler stays as it is from then on. The report is good, and it holds.
//
// So the rule is not "never look at anything but the training set". The rule is: what the network does to one row must be
// settled **before** that row arrives. A number in a report is worth something only if service works the same way. When
// something of the test rows finds its way into the network or into the code before it, one speaks of **leakage**.

// %% check
{
  const [onTraining, again, earlierImages] = Object.values(cameras) as Record<string, number>[];
  console.assert(onTraining!.reported! < 0.85 && onTraining!['in service']! < 0.85, 'Bad news, and true.');
  console.assert(
    again!.reported! > 0.9 && again!['in service']! < 0.7,
    'All is well, says the report. It is not.',
  );
  console.assert(
    Object.values(earlierImages!).every((share) => share > 0.9),
    'The report is good, and it holds.',
  );
}

// %% [markdown]
// ## The probe
//
// You need no label, no training and no luck to find such a leak. It is enough to change some held-out rows and watch
// what moves. Take any function that gets training rows and held-out rows and gives back both, scaled.
//
// 1. **Change one held-out row.** No scaled *training* row may move. If one does, the training has seen the test set.
// 2. **Leave the other held-out rows out.** A held-out row must come out as it did in company. If not, its answer
//    depends on the others in the room.

// %%
interface Scaled {
  train: number[][];
  heldOut: number[][];
}
type Pipeline = (train: number[][], heldOut: number[][]) => Scaled;

const pipelines: Record<string, Pipeline> = {
  'fit on the training rows': (rows, heldOut) => {
    const fitted = new StandardScaler().fit(rows);
    return { train: fitted.transform(rows), heldOut: fitted.transform(heldOut) };
  },
  'fit on all rows': (rows, heldOut) => {
    const fitted = new StandardScaler().fit([...rows, ...heldOut]);
    return { train: fitted.transform(rows), heldOut: fitted.transform(heldOut) };
  },
  'fit again on the held-out rows': (rows, heldOut) => ({
    train: new StandardScaler().fitTransform(rows),
    heldOut: new StandardScaler().fitTransform(heldOut),
  }),
  'divide by 255': (rows, heldOut) => ({
    train: rows.map((row) => row.map((value) => value / 255)),
    heldOut: heldOut.map((row) => row.map((value) => value / 255)),
  }),
};

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function probe(pipeline: Pipeline): Record<string, boolean> {
  const rows = [[10], [20], [40]];
  const before = pipeline(rows, [[10], [30]]);
  const changed = pipeline(rows, [[10], [90]]);
  const alone = pipeline(rows, [[10]]);
  return {
    'training rows move': !same(before.train, changed.train),
    'a held-out row depends on others': !same(before.heldOut[0], alone.heldOut[0]),
  };
}

console.table(
  Object.fromEntries(Object.entries(pipelines).map(([name, pipeline]) => [name, probe(pipeline)])),
);

// %% [markdown]
// Look at the third line. Fitting again leaves the training rows alone, so the first probe by itself finds nothing: you
// need both. And the last line: a constant cannot leak. If you know the range of the pixels, dividing by it is the scaler
// that nobody can fit in the wrong place.

// %% check
console.assert(
  Object.values(pipelines)
    .flatMap((pipeline) => Object.values(probe(pipeline)))
    .join() === 'false,false,true,true,false,true,false,false',
  'Fitting again leaves the training rows alone; a constant cannot leak.',
);

// %% [markdown]
// ## What it is not
//
// ### Fitted on all rows: the leak that everybody warns of
//
// The usual example is a scaler that is fitted on all rows *before* they are split. The first probe finds it. Does it do
// harm?

// %%
/** Puts images one after the other. */
function together(a: NdArray, b: NdArray): NdArray {
  return {
    values: Float32Array.from([...a.values, ...b.values]),
    shape: [a.shape[0]! + b.shape[0]!, ...a.shape.slice(1)],
  };
}

/** Trains a new network behind a scaler, and tests it on the validation images. */
async function trainBehind(fitted: StandardScaler): Promise<TrainingRun> {
  const fresh = network();
  const run = await learn(fresh, scaled(training.x, fitted), scaled(validation.x, fitted));
  fresh.dispose();
  return run;
}

const onAllRows = new StandardScaler().fit(pixelTable(together(training.x, validation.x)));
console.log('mean of the first colour, fitted on the training rows:', round(scaler.mean[0]!));
console.log('                          fitted on all rows:         ', round(onAllRows.mean[0]!));

const leaked = await trainBehind(onAllRows);
plot.curves({ 'training rows': fixed, 'all rows': leaked }, { metrics: ['val_loss', 'val_acc'] });

// %% [markdown]
// Two lines, one on top of the other. Training and test rows are drawn from the same source here, so their means are
// nearly equal, and the scaler knows nothing that it would not have known anyway: two numbers a column, and no label.
// In the table below, over twenty seeds and with cross-validation as well, the difference is a hair, and it goes either
// way.
//
// It is still wrong, for a reason that shows on the day when the test set is *not* like the training set. Let a single
// validation image of 200 be broken: stored with 16 bits a value instead of 8, so that it is 257 times as bright.

// %% check
console.assert(
  Math.abs(leaked.history.val_acc!.at(-1)! - fixed.history.val_acc!.at(-1)!) < 0.03,
  'Two lines, one on top of the other.',
);

// %%
const oneBroken: NdArray = {
  values: validation.x.values.map((value, i) => (i < 192 ? 257 * value : value)),
  shape: validation.x.shape,
};
const onBrokenRows = new StandardScaler().fit(pixelTable(together(training.x, oneBroken)));
console.log('deviation, fitted on the training rows:', round(scaler.scale[0]!));
console.log('           fitted on all rows:         ', round(onBrokenRows.scale[0]!));

const squashed = await trainBehind(onBrokenRows);
plot.curves(
  { 'training rows': fixed, 'all rows, one broken': squashed },
  { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] },
);

// %% [markdown]
// One row that was never trained on has made the *training* loss fall at a crawl. The deviation is dozens of times as
// large, so all good images are squashed together near one value. Here the leak does not flatter the score, it ruins
// it. Had the scaler been fitted on the training rows, the broken image would have cost at most one wrong answer.
//
// ### The step that reads labels
//
// Why, then, is leakage before the split feared so much? Because the same mistake, in the same place, is a disaster
// when the step looks at the **labels**. Below is pure noise: 768 random numbers a row, and labels by the toss of a
// coin. There is nothing to learn, and an honest accuracy is one half. Before training, we keep the 20 columns whose
// means differ most between the classes, a common way to choose features.

// %% check
console.assert(onBrokenRows.scale[0]! / scaler.scale[0]! > 24, 'The deviation is dozens of times as large.');
console.assert(
  squashed.history.loss!.at(-1)! > fixed.history.loss!.at(-1)! + 0.1,
  'The training loss falls at a crawl.',
);

// %%
seed(SEED);
const noise = Array.from({ length: 140 }, () => Array.from({ length: 768 }, () => random() - 0.5));
const coin = noise.map((_, i) => i % 2);
const first40 = noise.map((_, i) => i).slice(0, 40);
const other100 = noise.map((_, i) => i).slice(40);

/** The 20 columns whose sums differ most between the two classes, which are equally large. */
function mostDifferent(rows: number[]): number[] {
  const gap = (column: number) =>
    Math.abs(rows.reduce((sum, row) => sum + (coin[row] === 1 ? 1 : -1) * noise[row]![column]!, 0));
  return [...Array(768).keys()].sort((a, b) => gap(b) - gap(a)).slice(0, 20);
}

/** Trains one unit on the first 40 rows, and tests it on the others. */
async function noiseAccuracy(columns: number[]): Promise<number> {
  const pick = (rows: number[]) => rows.map((row) => columns.map((column) => noise[row]![column]!));
  const [x, testX] = [tf.tensor2d(pick(first40)), tf.tensor2d(pick(other100))];
  const y = tf.tensor2d(first40.map((row) => [coin[row]!]));
  seed(SEED);
  const unit = tf.sequential({
    layers: [tf.layers.dense({ inputShape: [columns.length], units: 1, activation: 'sigmoid' })],
  });
  unit.compile({ optimizer: tf.train.adam(0.03), loss: 'binaryCrossentropy' });
  await train(unit, { x: x, y: y, epochs: 15, seed: SEED, statistics: false });
  const guesses = tf.tidy(() => (unit.predict(testX) as tf.Tensor).dataSync());
  unit.dispose();
  tf.dispose([x, testX, y]);
  return accuracy(
    other100.map((row) => coin[row]!),
    guesses,
  );
}

const chosenOnTraining = await noiseAccuracy(mostDifferent(first40));
const chosenOnAll = await noiseAccuracy(mostDifferent([...first40, ...other100]));
console.log('columns chosen on the training rows:', chosenOnTraining);
console.log('columns chosen on all rows:         ', chosenOnAll);

// %% [markdown]
// The second number looks like a discovery. It is made of nothing. Among 768 columns of noise there are always some that
// happen to agree with the labels; chosen on all rows, they agree with the test labels too.
//
// So ask two questions of every step before the split: *what does it learn from the rows?* and *does it look at labels?*
// Two numbers a column and no label: a small leak. A choice among hundreds of columns by label: a large one. Oversampling
// before the split, where copies of one row land on both sides, is another large one.
//
// ### Batch normalization
//
// A layer of batch normalization subtracts the mean of the batch, too: is that not the same fault? While it trains, it
// does just that. But meanwhile it keeps a running mean, and when it predicts it uses that, and never the rows at hand.
// It is fitted on the training rows and then only applied, as a scaler should be.
//
// ### Each image by its own mean, on purpose
//
// Standardizing each image by itself passes both probes: what happens to an image depends on that image alone. It is no
// leak. Whether it is a good idea is another question. For the stripes of lesson 1 it was, because brightness said
// nothing there. Here the level *is* the class, and it throws just that away: see the last line of the first group
// below.

// %% check
console.assert(Math.abs(chosenOnTraining - 0.5) < 0.17, 'Chosen on the training rows it is a coin.');
console.assert(chosenOnAll > 0.68, 'Chosen on all rows it looks like a discovery.');

// %%
// What is no longer needed is given back: tensors live outside JavaScript's garbage collector.
tf.disposeVariables();

// %% [markdown]
// ## The claim, settled over twenty seeds
//
// **B4: fit the StandardScaler on the training rows and only transform the test rows; fitting again on the test set
// hurts.**
//
// Each line was run from 20 seeds, each with its own data and its own initial weights. *Reported* is the accuracy on
// the test rows, all at once. *Live* is the accuracy of the same code on new rows of the same source, which come one at
// a time.
//
// <!-- claims:06-scaler-leakage -->
//
// | scaler | reported accuracy, least / median / most | live: new rows, one at a time |
// | --- | --- | --- |
// | **Grey levels (8x8x3, two classes), test rows half and half as in training** | | |
// | fitted on the training rows | 0.97 / 0.98 / 1.00 | 0.95 / 0.98 / 0.99 |
// | fitted on all rows, before the split | 0.97 / 0.98 / 1.00 | 0.95 / 0.98 / 0.99 |
// | fitted again on the test rows | 0.97 / 0.98 / 1.00 | 0.40 / 0.50 / 0.54 |
// | fitted again on each batch of 32, classes mixed | 0.95 / 0.97 / 0.99 | 0.40 / 0.50 / 0.54 |
// | fitted again on each batch of 32, rows sorted by class | 0.49 / 0.54 / 0.57 | 0.40 / 0.50 / 0.54 |
// | fitted again on each image | 0.43 / 0.51 / 0.56 | 0.40 / 0.50 / 0.54 |
// | **The same network, nine of ten test rows of one class** | | |
// | fitted on the training rows | 0.96 / 0.98 / 0.99 | 0.95 / 0.98 / 0.99 |
// | fitted again on the test rows | 0.60 / 0.71 / 0.73 | 0.10 / 0.48 / 0.82 |
// | **The same network, test rows from another camera (gain .8, offset 50)** | | |
// | fitted on the training rows | 0.60 / 0.67 / 0.74 | 0.60 / 0.67 / 0.77 |
// | fitted again on the test rows | 0.97 / 0.98 / 1.00 | 0.40 / 0.50 / 0.54 |
// | fitted once on 200 earlier images of that camera | 0.97 / 0.98 / 0.99 | 0.95 / 0.98 / 0.99 |
// | **Five folds of 60 grey levels; reported is the mean over the folds** | | |
// | fitted inside each fold, on its training rows | 0.95 / 0.98 / 1.00 | 0.95 / 0.98 / 0.99 |
// | fitted before the folds, on all rows | 0.95 / 0.98 / 1.00 | 0.95 / 0.98 / 0.99 |
// | **One test row is broken: stored with 16 bits, 257 times as bright** | | |
// | fitted on the training rows | 0.97 / 0.98 / 1.00 | 0.95 / 0.98 / 0.99 |
// | fitted on all rows, before the split | 0.51 / 0.87 / 0.99 | 0.50 / 0.87 / 0.98 |
// | **Handwriting (8x8), even or odd, a mean for each pixel** | | |
// | fitted on the training rows | 0.88 / 0.90 / 0.92 | 0.86 / 0.89 / 0.92 |
// | fitted on all rows, before the split | 0.87 / 0.90 / 0.93 | 0.86 / 0.89 / 0.92 |
// | fitted again on the test rows | 0.87 / 0.90 / 0.92 | 0.48 / 0.50 / 0.53 |
// | **Pure noise (768 numbers a row, 40 rows to train), labels by the toss of a coin** | | |
// | scaler fitted on all rows | 0.38 / 0.50 / 0.68 | 0.47 / 0.51 / 0.55 |
// | the 20 features that differ most, chosen on the training rows | 0.35 / 0.53 / 0.65 | 0.47 / 0.49 / 0.56 |
// | the 20 features that differ most, chosen on all rows | 0.72 / 0.82 / 0.93 | 0.47 / 0.50 / 0.54 |
//
// <!-- /claims -->
//
// What this says:
//
// - The claim holds, and it needs a condition. Fitting again on test rows that are mixed like the training rows costs
//   nothing *in the report*. Where the mix differs it costs a quarter of the answers, and one at a time it costs all that
//   was learned.
// - Behind a new camera, fitting again makes the report better and the service worse. A score went up because of the
//   leak.
// - Fitted on all rows, or before the folds of a cross-validation (lines with *all rows* and *before the folds*), nothing
//   visible happens as long as all rows come from one source. One broken row is enough to change that.
// - Noise shows what a leak can do when it carries labels.

// %% [markdown]
// ## Questions
//
// Ten points. Fill in the cells, save the notebook, and have it graded:
//
// `npx unstuck grade notebooks/06-scaler-leakage.ipynb`
//
// Each question is followed by a cell with which you can check yourself first.
//
// ### Question 1: standardize without a leak (3 points)
//
// Write the scaler by hand, for plain arrays: one array a row, one number a column. Take the mean and the standard
// deviation of each column (the square root of the mean squared distance from the mean) from the right rows, and give
// back both tables, scaled. A column that is constant is divided by 1, so that nothing is divided by 0.
//
// The grader compares your numbers, and it runs both probes: it changes held-out rows, puts them in another order, adds
// some, and takes them one at a time.

// %% question=q1
function standardize(train: number[][], heldOut: number[][]): { train: number[][]; heldOut: number[][] } {
  // BEGIN SOLUTION scale both tables by the mean and deviation of the right rows
  const means = train[0]!.map((_, j) => train.reduce((sum, row) => sum + row[j]!, 0) / train.length);
  const deviations = means.map((m, j) =>
    Math.sqrt(train.reduce((sum, row) => sum + (row[j]! - m) ** 2, 0) / train.length),
  );
  const scale = (row: number[]) => row.map((value, j) => (value - means[j]!) / (deviations[j]! || 1));
  return { train: train.map(scale), heldOut: heldOut.map(scale) };
  // END SOLUTION
}

// %%
// The same probe as above, on your function. Both answers should be false.
try {
  console.log(probe(standardize));
  console.log('one row, by hand ((40 - 20) / 10 = 2):', standardize([[10], [30]], [[40]]).heldOut);
} catch (error) {
  console.log((error as Error).message);
}

// %% [markdown]
// ### Question 2: mend the training (3 points)
//
// `fitPreprocess` is called once, with the training images. What it returns is then called with the training images, and
// later with the images of the test. As it stands, the network learns its training images, and fails a test set in
// which one class is rare. Mend it.
//
// The grader draws new slices, calls `fitPreprocess` and `buildModel`, trains for 20 epochs in batches of 32, and asks
// about 400 unseen slices, nine of ten of one class. Of *each* class at least 80 % must be right, and of the training
// slices at least 90 %.

// %% question=q2
function fitPreprocess(trainX: tf.Tensor4D): (x: tf.Tensor4D) => tf.Tensor4D {
  // BEGIN SOLUTION what happens to an image must be settled before the image arrives
  // STUB: return (x) => {
  // STUB:   const { mean, variance } = tf.moments(x, [0, 1, 2]);
  // STUB:   return x.sub(mean).div(variance.sqrt());
  // STUB: };
  const { mean, variance } = tf.moments(trainX, [0, 1, 2]);
  return (x) => x.sub(mean).div(variance.sqrt());
  // END SOLUTION
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

// %%
// The same as the grader does, with slices of its own.
const drill = slices(SEED + 30, 200, 200);
const drillTest = slices(SEED + 31, 40, 360);
const drillTensors = [drill.x, drill.y, drillTest.x].map(toTensor);
const [drillX, drillY, drillTestX] = drillTensors as [tf.Tensor4D, tf.Tensor, tf.Tensor4D];

seed(SEED);
const yourModel = buildModel();
const yourPreprocess = fitPreprocess(drillX);
const yours = await train(yourModel, { x: yourPreprocess(drillX), y: drillY, epochs: 20, seed: SEED });
const yourAnswers = (yourModel.predict(yourPreprocess(drillTestX)) as tf.Tensor).dataSync();
yourModel.dispose();
tf.dispose(drillTensors);
console.log('accuracy in training:', yours.history.acc![yours.epochs - 1]);
plot.confusionMatrix(
  { yTrue: drillTest.y.values, yPred: Array.from(yourAnswers, (p) => (p >= 0.5 ? 1 : 0)) },
  { classes: NAMES, title: 'Nine of ten are pale' },
);

// %% [markdown]
// ### Question 3: name the fault (2 points)
//
// Three networks were trained to tell even handwritten digits from odd ones. All pixels were standardized. Each of the
// trainings has one fault, either in the network or in the code around it. You get the curves and three accuracies:
//
// - `test`: on the test rows, all at once. This is the number in the report.
// - `alone`: on the same rows, by the same code, one at a time.
// - `fresh`: on digits that nobody had touched before, one at a time.

// %%
const A = {
  history: {
    loss: [
      0.399, 0.155, 0.0528, 0.0132, 0.00331, 0.00122, 0.000379, 0.000335, 0.00027, 0.000226, 0.000198,
      0.000179, 0.000164, 0.00015, 0.000139,
    ],
    val_loss: [
      0.294, 0.12, 0.0407, 0.00804, 0.003, 0.000629, 0.000426, 0.000373, 0.000292, 0.000248, 0.000225,
      0.000207, 0.00019, 0.000177, 0.000165,
    ],
    acc: [0.788, 0.922, 0.988, 0.997, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    val_acc: [0.863, 0.938, 0.975, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  },
  accuracy: { test: 1, alone: 1, fresh: 0.863 },
};
const B = {
  history: {
    loss: [
      0.874, 0.489, 0.575, 0.429, 0.309, 0.265, 0.241, 0.182, 0.138, 0.135, 0.098, 0.0772, 0.0863, 0.042,
      0.0337,
    ],
    val_loss: [
      0.602, 0.635, 0.562, 0.504, 0.573, 0.64, 0.616, 0.599, 0.64, 0.645, 0.631, 0.675, 0.651, 0.657, 0.735,
    ],
    acc: [0.5, 0.775, 0.675, 0.85, 0.9, 0.85, 0.85, 0.925, 0.95, 0.95, 0.95, 0.975, 0.975, 1, 0.975],
    val_acc: [
      0.68, 0.64, 0.763, 0.813, 0.757, 0.75, 0.803, 0.827, 0.837, 0.853, 0.853, 0.83, 0.843, 0.863, 0.863,
    ],
  },
  accuracy: { test: 0.913, alone: 0.913, fresh: 0.828 },
};
const C = {
  history: {
    loss: [
      0.387, 0.164, 0.121, 0.0874, 0.0509, 0.0906, 0.101, 0.0251, 0.00859, 0.00578, 0.00345, 0.00242, 0.00162,
      0.00128, 0.00108,
    ],
    val_loss: [
      0.233, 0.177, 0.117, 0.121, 0.128, 0.361, 0.203, 0.155, 0.14, 0.126, 0.137, 0.134, 0.135, 0.132, 0.132,
    ],
    acc: [0.823, 0.925, 0.943, 0.975, 0.978, 0.962, 0.955, 0.995, 0.998, 1, 1, 1, 1, 1, 1],
    val_acc: [
      0.893, 0.94, 0.95, 0.967, 0.96, 0.893, 0.953, 0.963, 0.963, 0.963, 0.96, 0.96, 0.963, 0.96, 0.96,
    ],
  },
  accuracy: { test: 0.983, alone: 0.507, fresh: 0.512 },
};

const told = { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] };
console.log(plot.curves({ A }, told));
console.log(plot.curves({ B }, told));
console.log(plot.curves({ C }, told));
console.table({ A: A.accuracy, B: B.accuracy, C: C.accuracy });

// %% [markdown]
// Give each training one of these names:
//
// | name | fault |
// | --- | --- |
// | `scaler-leakage` | rows are scaled by something that depends on the rows they come with |
// | `train-test-overlap` | some images are both in the training set and in the validation and test sets |
// | `overfitting` | the network learns its training images by heart |
// | `underfitting` | the network is too simple for the task |
// | `class-imbalance` | one class is much rarer than the other |
// | `lr-too-high` | the learning rate is too large |

// %% question=q3
// BEGIN SOLUTION name the fault behind each training
// STUB: const diagnosis: Record<'A' | 'B' | 'C', string> = { A: '', B: '', C: '' };
const diagnosis: Record<'A' | 'B' | 'C', string> = {
  A: 'train-test-overlap',
  B: 'overfitting',
  C: 'scaler-leakage',
};
// END SOLUTION

// %%
// Only whether the names are in the list, not whether they are right.
const faultNames =
  'scaler-leakage train-test-overlap overfitting underfitting class-imbalance lr-too-high'.split(' ');
for (const [curve, fault] of Object.entries(diagnosis))
  console.log(`${curve}: ${faultNames.includes(fault) ? fault : `"${fault}" is not in the list`}`);

// %% [markdown]
// ### Question 4: where the line ends up (2 points)
//
// A network was trained behind a scaler with mean `m` and deviation `s`. Behind that scaler it draws its line at the
// raw level `c`: what is above is pale. Now the scaler is fitted again, on rows with mean `M` and deviation `S`. The
// network stays as it is. At which raw level does it draw the line now?
//
// (By hand, `c` was equal to `m`, and the answer was `M`. In general it is not.) Write the level as text, as a formula in
// `c`, `m`, `s`, `M` and `S` that [mathjs](https://mathjs.org) can read: `+ - * / ^` and brackets.

// %% question=q4
// BEGIN SOLUTION the raw level of the line behind the new scaler
// STUB: const newBorder = 'TODO';
const newBorder = 'M + S * (c - m) / s';

// END SOLUTION

// %%
import { evaluate } from 'mathjs';

// A line at the mean moves to the new mean, 150. With the same scaler as before, the line must stay where it was, at 137.
try {
  console.log('at the mean:    ', evaluate(newBorder, { c: 130, m: 130, s: 32, M: 150, S: 24 }));
  console.log('the same scaler:', evaluate(newBorder, { c: 137, m: 130, s: 32, M: 130, S: 32 }));
} catch (error) {
  console.log(`${newBorder}: ${(error as Error).message}`);
}

// %% [markdown]
// ## Where to go from here
//
// The list of lessons, and what each of them settles, is in [course.md](../course.md).

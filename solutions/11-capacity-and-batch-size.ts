// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: measured curves, not constants
// %% [markdown]
// # Lesson 11: how large a network, how large a batch
//
// "Your network is too small." "It is too large, it overfits." "Your batches are too large." "Too small." All four are
// said of any network that does not do what it should, and each is sometimes true. They can be told apart, and none of
// them needs guessing.
//
// After this lesson you can
//
// - tell a network that *cannot* from one that *has not yet*, and from one that is broken, with a test of a few seconds;
// - count the weights of a network, and say why nearly two hundred thousand of them can learn less than one thousand;
// - say when a larger network overfits, and when everybody who says so is wrong;
// - compare batch sizes by what they cost and by what they bring.
//
// It takes about 35 minutes; all trainings together take less than a minute. Run the cells from top to bottom. The
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
// Stripes, horizontal or vertical, at a place and a width of their own in each image. 16 by 16 pixels in three colours. A
// neural network is asked which way they run: one hidden layer of 256 **dense** units (each of them sees every pixel),
// and one output.

// %%
const stripes = datasets.gratings({ seed: SEED });
const unseenStripes = datasets.gratings({ seed: SEED + 1 });
const pixels = tf.tidy(() => toTensor(stripes.x).div(255));
const isVertical = toTensor(stripes.y);
const unseenPixels = tf.tidy(() => toTensor(unseenStripes.x).div(255));
const isUnseenVertical = toTensor(unseenStripes.y);

const { conv2d, dense, flatten, globalAveragePooling2d, maxPooling2d } = tf.layers;
const inputShape = [16, 16, 3];
type Layers = () => tf.layers.Layer[];

const denseLayers: Layers = () => [
  flatten({ inputShape: inputShape }),
  dense({ units: 256, activation: 'relu' }),
  dense({ units: 1, activation: 'sigmoid' }),
];
const smallLayers: Layers = () => [
  conv2d({ inputShape: inputShape, filters: 8, kernelSize: 3, activation: 'relu' }),
  maxPooling2d({ poolSize: 2 }),
  conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
  maxPooling2d({ poolSize: 2 }),
  flatten(),
  dense({ units: 1, activation: 'sigmoid' }),
];

function network(layers: Layers, optimizer: tf.Optimizer = tf.train.adam(0.003)): tf.Sequential {
  seed(SEED);
  const model = tf.sequential({ layers: layers() });
  model.compile({ optimizer: optimizer, loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

const validation = { x: unseenPixels, y: isUnseenVertical };
const denseModel = network(denseLayers);
const denseRun = await train(denseModel, {
  x: pixels,
  y: isVertical,
  validation: validation,
  epochs: 10,
  batchSize: 32,
  seed: SEED,
});
console.log(`${denseModel.countParams().toLocaleString('en')} weights`);
plot.curves({ 'dense 256': denseRun }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] });

// %% [markdown]
// The loss does not get far below 0.69, which is log 2: the loss of "50 %" said to everything. Both accuracies are
// poor, on images it has seen and on images it has not. That is **underfitting**: the network does not even fit what it
// is shown. (If only the *validation* were poor, it would be **overfitting**.)
//
// The usual advice is a larger network. This one has nearly 200,000 weights for 400 images. Is that not large?

// %% check
console.assert(denseRun.history.loss!.at(-1)! > 0.5, 'The loss does not get far below 0.69.');
console.assert(
  denseRun.history.acc!.at(-1)! < 0.75 && denseRun.history.val_acc!.at(-1)! < 0.75,
  'Both accuracies are poor.',
);

// %% [markdown]
// ## Measure
//
// Three questions, in this order. None of them costs more than a few seconds.
//
// ### 1. Can it learn one batch by heart?
//
// Take 16 images. Train on nothing else until the loss is nearly zero, or is clearly not going there. It is no use to
// anybody, and it is the first test that any network should see. A network that cannot even learn 16 images by heart will
// learn nothing else:
//
// - something is **broken** (the input, the loss, the rate, the labels), or
// - it is really **too small** to tell 16 images apart.
//
// Four networks take the test. Two of them were made to fail. One is shown nothing of an image but its mean colour, three
// numbers, and has 4 weights. One is the small CNN with a softmax on its single output, the fault of lesson 8.

// %%
const meanLayers: Layers = () => [
  globalAveragePooling2d({ inputShape: inputShape }),
  dense({ units: 1, activation: 'sigmoid' }),
];
const softmaxLayers: Layers = () => [
  ...smallLayers().slice(0, -1),
  dense({ units: 1, activation: 'softmax' }),
];

/** Trains on the first 16 images alone, 200 updates of the same batch. */
async function oneBatch(layers: Layers, rate = 0.003): Promise<TrainingRun> {
  const x = tf.tidy(() => pixels.slice(0, 16));
  const y = isVertical.slice(0, 16);
  const model = network(layers, tf.train.adam(rate));
  const run = await train(model, { x, y, epochs: 200, batchSize: 16, seed: SEED, statistics: false });
  model.dispose();
  tf.dispose([x, y]);
  return run;
}

const batchRuns = {
  'dense 256': await oneBatch(denseLayers),
  'small CNN': await oneBatch(smallLayers),
  // Three times the rate, so that nobody can say it was too slow.
  'mean colour': await oneBatch(meanLayers, 0.01),
  'small CNN, softmax': await oneBatch(softmaxLayers),
};
plot.curves(batchRuns, { metrics: ['loss'] });

// %% [markdown]
// Read the lines one by one.
//
// - The **dense** network passes: its line falls nearly to zero. So it is not broken, and it can tell 16 images apart.
//   It *can* learn by heart. What it has not found is a rule that holds for 400.
// - The **small CNN** passes.
// - **Mean colour** comes to rest far above zero, most often not far from 0.69. Its loss is calm and stands still: too
//   small.
// - **Softmax** starts far above 0.69 and does not move at all. No network that is merely too small looks like that:
//   *broken* (lesson 8).
//
// ### 2. How poor is it on the images it has seen?
//
// Compare `acc` with a coin, and with `val_acc`. Both poor: underfitting. A gap between them: overfitting. This needs the
// training curve, which is why a test score alone says so little.
//
// ### 3. How often did it move?
//
// An **update** is one step of the weights. One epoch makes as many as there are batches: the number of images divided
// by the batch size, rounded up. 400 images in batches of 32 are 13 updates an epoch, and 130 in ten epochs. Keep this
// number in mind; it comes back below.

// %% check
{
  const ends = Object.values(batchRuns).map(({ history }) => history.loss!.at(-1)!) as [
    number,
    number,
    number,
    number,
  ];
  console.assert(ends[0] < 0.15 && ends[1] < 0.15, 'The dense network and the small CNN pass.');
  console.assert(ends[2] > 0.25, 'Mean colour comes to rest far above zero.');
  const softmax = batchRuns['small CNN, softmax'].history.loss!;
  console.assert(
    softmax.every((loss) => loss > 2 && Math.abs(loss - softmax[0]!) < 1e-3),
    'Softmax does not move.',
  );
}

// %% [markdown]
// ## The cause, by hand
//
// Why does a network with so many weights not see stripes? Average all vertical images, and all horizontal ones:

// %%
const averages = tf.tidy(() => {
  const labels = isVertical.flatten();
  const meanOf = (label: number) => {
    const isIn = labels.equal(label).toFloat().reshape([-1, 1, 1, 1]);
    return pixels.mul(isIn).sum(0).div(isIn.sum());
  };
  return tf
    .stack([meanOf(0), meanOf(1)])
    .mul(255)
    .clone();
});
const averageImages = { values: Float32Array.from(averages.dataSync()), shape: averages.shape };
averages.dispose();
plot.images(averageImages, { labels: ['mean of 0', 'mean of 1'], range: [0, 255], columns: 2 });

// %% [markdown]
// Two grey squares, but for a faint rest that chance has left. Each image has its stripes somewhere else, so every
// single pixel is light as often as it is dark, in both classes. **No pixel says anything by itself.** A dense unit
// adds up pixels at fixed places. With many of them, and many images, it can put something together out of *pairs* of
// pixels, but it must learn each pair at each place anew.
//
// What says "vertical" is a difference between neighbours, wherever it is. A **convolution** computes just that: nine
// pixels in a square, the same 27 weights (9 pixels, 3 colours) at every place. What it learns at one place it knows at
// all of them.
//
// So count the weights. A convolution has `kernel * kernel * channels in` weights for each filter, and a bias for each. A
// dense layer has one weight for each pair of an input and a unit, and a bias for each unit. Pooling and flattening have
// none.

// %%
const counted = {
  'dense 256: first layer': 16 * 16 * 3 * 256 + 256,
  'dense 256: output': 256 + 1,
  'small CNN: conv 8': 3 * 3 * 3 * 8 + 8,
  // 16 pixels less 2 at the border are 14, halved 7; less 2 are 5, halved (and rounded down) 2.
  'small CNN: conv 16': 3 * 3 * 8 * 16 + 16,
  'small CNN: output': 2 * 2 * 16 + 1,
};
console.table(counted);
const smallModel = network(smallLayers);
console.log('the engine counts', denseModel.countParams(), 'and', smallModel.countParams());

// %% [markdown]
// More than a hundred times as many weights, and the wrong ones. **Capacity is not the number of weights.** It is what a
// network can express *and find* with the images you have.

// %% check
{
  const [first, output, ...small] = Object.values(counted) as number[];
  console.assert(first! + output! === denseRun.model.parameters, 'The dense network is counted right.');
  const sum = small.reduce((total, count) => total + count, 0);
  console.assert(first! + output! > 100 * sum, 'More than a hundred times as many weights.');
}

// %% [markdown]
// ## The fix

// %%
const smallRun = await train(smallModel, {
  x: pixels,
  y: isVertical,
  validation: validation,
  epochs: 10,
  batchSize: 32,
  seed: SEED,
});
for (const model of [denseModel, smallModel]) model.dispose();
plot.curves({ 'dense 256': denseRun, 'small CNN': smallRun }, { metrics: ['loss', 'val_loss', 'val_acc'] });

// %% [markdown]
// The same images, the same optimizer, the same ten epochs.

// %% check
console.assert(smallRun.history.val_acc!.at(-1)! > 0.95, 'The small CNN learns.');

// %% [markdown]
// ## What it is not
//
// ### Not too few units
//
// Before you believe the pictures, try what else is proposed for a network that underfits: more units, more layers, more
// epochs. And, for comparison, a single convolution.

// %%
async function testAccuracy(
  layers: Layers,
  epochs = 10,
): Promise<{ weights: number; train: number; test: number }> {
  const model = network(layers);
  const run = await train(model, {
    x: pixels,
    y: isVertical,
    epochs,
    batchSize: 32,
    seed: SEED,
    statistics: false,
  });
  const p = tf.tidy(() => (model.predict(unseenPixels) as tf.Tensor).dataSync());
  const result = {
    weights: model.countParams(),
    train: Number(run.history.acc![epochs - 1]!.toFixed(2)),
    test: Number(accuracy(unseenStripes.y.values, p).toFixed(2)),
  };
  model.dispose();
  return result;
}
const deepDense: Layers = () => [
  flatten({ inputShape: inputShape }),
  ...[64, 64, 64].map((units) => dense({ units: units, activation: 'relu' })),
  dense({ units: 1, activation: 'sigmoid' }),
];
const oneConvolution: Layers = () => [
  conv2d({ inputShape: inputShape, filters: 8, kernelSize: 3, activation: 'relu' }),
  maxPooling2d({ poolSize: 2 }),
  flatten(),
  dense({ units: 1, activation: 'sigmoid' }),
];
const tried = {
  'dense 256': await testAccuracy(denseLayers),
  'dense 64, 64, 64': await testAccuracy(deepDense),
  'dense 256, four times the epochs': await testAccuracy(denseLayers, 40),
  'conv 8, pool': await testAccuracy(oneConvolution),
};
console.table(tried);

// %% [markdown]
// More dense layers help little, and only from some seeds. Four times the epochs are a matter of luck: from some seeds
// the dense network gets there in the end, from others it does not. So it was not quite unable. It was slow beyond all
// proportion. One layer of the right kind, with 617 weights, is there after ten epochs.
//
// ### Is larger worse? It depends on the labels
//
// The opposite claim: too large a network overfits. Four widths of the same network, on only 200 images of handwriting (8
// by 8 pixels, ten digits): `w` filters, and `4 * w` dense units. Once with the right labels, once with 30 % of them
// replaced by a wrong digit. The test images are always right.

// %% check
console.assert(
  tried['dense 256'].test < 0.7 && tried['dense 64, 64, 64'].test < 0.85,
  'More dense layers help little.',
);
console.assert(
  tried['conv 8, pool'].weights === 617 && tried['conv 8, pool'].test > 0.95,
  'One layer of the right kind is there.',
);

// %%
const digits = datasets.digits({ seed: SEED });
const digitRows = [...digits.y.values.keys()];
const digitPixels = tf.tidy(() => toTensor(takeRows(digits.x, digitRows.slice(0, 200))).div(16));
const testPixels = tf.tidy(() => toTensor(takeRows(digits.x, digitRows.slice(1000))).div(16));
const rightLabels = toTensor(takeRows(digits.y, digitRows.slice(0, 200)));
const testLabels = toTensor(takeRows(digits.y, digitRows.slice(1000)));
seed(SEED);
const someWrong = Array.from(digits.y.values.slice(0, 200), (label) =>
  random() < 0.3 ? (label + 1 + Math.floor(9 * random())) % 10 : label,
);
const wrongLabels = tf.tensor2d(someWrong, [200, 1]);

/** A network of this width, and of this many dense layers, after 40 epochs. */
async function digitsOfWidth(width: number, labels: tf.Tensor, depth = 1): Promise<TrainingRun> {
  seed(SEED);
  const model = tf.sequential({
    layers: [
      conv2d({ inputShape: [8, 8, 1], filters: width, kernelSize: 3, padding: 'same', activation: 'relu' }),
      maxPooling2d({ poolSize: 2 }),
      flatten(),
      ...Array.from({ length: depth }, () => dense({ units: 4 * width, activation: 'relu' })),
      dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({
    optimizer: tf.train.adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const run = await train(model, {
    x: digitPixels,
    y: labels,
    validation: { x: testPixels, y: testLabels },
    epochs: 40,
    batchSize: 32,
    seed: SEED,
    statistics: false,
  });
  model.dispose();
  return run;
}

const widthRuns: Record<string, { right: TrainingRun; wrong: TrainingRun }> = {};
for (const width of [1, 4, 16, 64])
  widthRuns[`width ${width}`] = {
    right: await digitsOfWidth(width, rightLabels),
    wrong: await digitsOfWidth(width, wrongLabels),
  };

const lastOf = (run: TrainingRun, metric: string) => Number(run.history[metric]![run.epochs - 1]!.toFixed(2));
console.table(
  Object.fromEntries(
    Object.entries(widthRuns).map(([name, { right, wrong }]) => [
      name,
      {
        weights: right.model.parameters,
        'right: train': lastOf(right, 'acc'),
        'right: test': lastOf(right, 'val_acc'),
        '30 % wrong: train': lastOf(wrong, 'acc'),
        '30 % wrong: test': lastOf(wrong, 'val_acc'),
      },
    ]),
  ),
);
plot.curves(
  { 'width 4': widthRuns['width 4']!.wrong, 'width 64': widthRuns['width 64']!.wrong },
  { metrics: ['acc', 'val_acc'], title: '30 % of the labels wrong' },
);

// %% [markdown]
// Read the columns downwards.
//
// - **Right labels:** the widest network has more than a thousand weights for each image. It knows all images by heart,
//   and it is no worse on the test for it, give or take a hundredth. Nothing was lost by being too large, except time.
// - **30 % wrong:** now the test accuracy rises, and then it falls again. The widest network learns the *wrong* labels
//   by heart as well. In the curves, its dashed line (test) goes up first and then down, while the solid one (training)
//   climbs.
//
// So "too large overfits" is half a sentence. Learning by heart does harm where there is something wrong to be learned by
// heart. If you see the test fall while training rises, look at the labels (lesson 10), and at lesson 4 for what to do.
// Making the network smaller is one cure among several.
//
// ### Too deep is something else
//
// Now eight dense layers in place of one, at width 16, with the right labels.

// %% check
{
  const runs = Object.values(widthRuns);
  const right = runs.map((run) => lastOf(run.right, 'val_acc'));
  const wrong = runs.map((run) => lastOf(run.wrong, 'val_acc'));
  const widest = widthRuns['width 64']!;
  console.assert(widest.right.model.parameters > 1000 * 200, 'More than a thousand weights for each image.');
  console.assert(
    lastOf(widest.right, 'acc') === 1 && right[3]! > Math.max(...right) - 0.025,
    'No worse on the test.',
  );
  console.assert(
    lastOf(widest.wrong, 'acc') > 0.9 && wrong[3]! < Math.max(...wrong),
    'It learns the wrong labels.',
  );
  const test = widest.wrong.history.val_acc!;
  console.assert(Math.max(...test) > test.at(-1)! + 0.02, 'Its dashed line goes up first and then down.');
}

// %%
const deepRun = await digitsOfWidth(16, rightLabels, 8);
plot.curves(
  { 'one dense layer': widthRuns['width 16']!.right, eight: deepRun },
  { metrics: ['loss', 'acc', 'val_acc'] },
);

// %% [markdown]
// It has more than twice the weights, and it is worse. Two things happen at once. Its training starts late, and from
// most seeds it ends lower: it is hard to train (lesson 9), and that is no overfitting. But the gap between training
// and test is wider as well, with nothing wrong in the labels: what it learns by heart of 200 images carries over less
// well. Depth and width are both "larger", and they are not the same. Look at the training curve before you say which.

// %% check
{
  const shallow = widthRuns['width 16']!.right;
  console.assert(
    deepRun.model.parameters > 2 * shallow.model.parameters,
    'It has more than twice the weights.',
  );
  console.assert(lastOf(deepRun, 'val_acc') < lastOf(shallow, 'val_acc') - 0.03, 'It is worse.');
  const gap = (run: TrainingRun) => run.history.acc!.at(-1)! - run.history.val_acc!.at(-1)!;
  console.assert(gap(deepRun) > gap(shallow), 'The gap is wider.');
  console.assert(deepRun.history.acc![5]! < shallow.history.acc![5]!, 'Its training starts late.');
}

// %%
tf.dispose([digitPixels, testPixels, rightLabels, wrongLabels, testLabels]);

// %% [markdown]
// ## How large a batch
//
// The other dial. The small CNN again, on the 400 stripes, for 8 epochs at a rate of 0.001. One image at a time; 32;
// all 400 at once.

// %%
async function withBatches(batchSize: number, epochs = 8, rate = 0.001): Promise<TrainingRun> {
  const model = network(smallLayers, tf.train.adam(rate));
  const run = await train(model, {
    x: pixels,
    y: isVertical,
    validation: validation,
    epochs: epochs,
    batchSize: batchSize,
    seed: SEED,
    statistics: false,
  });
  model.dispose();
  return run;
}

const sizes: Record<string, TrainingRun> = {};
for (const size of [1, 32, 400]) sizes[`batches of ${size}`] = await withBatches(size);

const updates = (run: TrainingRun) => run.epochs * Math.ceil(400 / run.batchSize);
console.table(
  Object.fromEntries(
    Object.entries(sizes).map(([name, run]) => [
      name,
      {
        'milliseconds an epoch': Math.round((1000 * run.seconds!) / run.epochs),
        'updates an epoch': updates(run) / run.epochs,
        'loss after 1 epoch': Number(run.history.loss![0]!.toFixed(2)),
        'after 8': lastOf(run, 'loss'),
      },
    ]),
  ),
);
plot.curves(sizes, { metrics: ['loss', 'val_acc'] });

// %% [markdown]
// By *epoch*, the smaller the batch, the faster: after one epoch the network of single images has moved 400 times, the
// one of all images once.
//
// That is the progress. The first column of the table is its cost: one epoch of single images costs several times as
// much as one in batches of 32. Each update has a price of its own, whatever is in it; the more images share it, the
// less each pays. An epoch of `n` images in batches of `b`, with a price `o` for an update and `c` for an image, costs
// `(n / b) * o + n * c`.
//
// The line of all 400 is *smooth*. It is not unstable; it is slow. In 8 epochs it has made 8 updates. Give it as many
// updates as the others had, and see:

// %% check
{
  const [one, some, all] = Object.values(sizes) as [TrainingRun, TrainingRun, TrainingRun];
  console.assert(
    one.history.loss![0]! < some.history.loss![0]!,
    'By epoch, the smaller the batch, the faster.',
  );
  console.assert(some.history.loss!.at(-1)! < all.history.loss!.at(-1)!, 'All at once is slow.');
  const rises = all.history.loss!.slice(1).map((loss, i) => loss - all.history.loss![i]!);
  console.assert(Math.max(...rises) < 0.01, 'The line of all 400 is smooth.');
}

// %%
const longRun = await withBatches(400, 104);
const fastRun = await withBatches(400, 8, 0.01);
console.table(
  Object.fromEntries(
    Object.entries({ ...sizes, 'all, 104 epochs': longRun, 'all, ten times the rate': fastRun }).map(
      ([name, run]) => [
        name,
        { updates: updates(run), 'last loss': lastOf(run, 'loss'), 'test accuracy': lastOf(run, 'val_acc') },
      ],
    ),
  ),
);

// %% [markdown]
// With as many updates as batches of 32, all at once learns the task too. It has looked at each image 104 times for that,
// not 8 times, and took longer. With ten times the rate, eight updates are enough to tell most images apart, from most
// seeds: each step may be longer, since it is more certain. But look at the loss: right by a hair. Eight steps are eight
// steps.
//
// ### Why a large batch is more certain, by hand
//
// A batch's gradient is a mean over its images. The mean of `b` random numbers scatters as much as one of them, divided
// by the square root of `b`. Take the simplest slope there is, that of the output's bias: for an image of class `y` it
// is `p - y`. Here it is for an untrained network, over a thousand random batches of each size.

// %% check
console.assert(updates(longRun) === updates(sizes['batches of 32']!), 'As many updates as batches of 32.');
console.assert(longRun.history.val_acc!.at(-1)! > 0.95, 'All at once learns the task too.');
console.assert(fastRun.history.loss!.at(-1)! > 0.25, 'Look at the loss: right by a hair.');

// %%
const untrained = network(smallLayers);
const slopes = tf.tidy(() => (untrained.predict(pixels) as tf.Tensor).sub(isVertical).dataSync());
untrained.dispose();

function scatter(size: number): number {
  const means = Array.from({ length: 1000 }, () => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += slopes[Math.floor(400 * random())]!;
    return sum / size;
  });
  const centre = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  return Math.sqrt(means.reduce((sum, mean) => sum + (mean - centre) ** 2, 0) / means.length);
}
const single = scatter(1);
console.table(
  [1, 4, 16, 64, 256].map((size) => ({
    'batch size': size,
    scatter: Number(scatter(size).toFixed(3)),
    'scatter of one / square root': Number((single / Math.sqrt(size)).toFixed(3)),
  })),
);

// %% [markdown]
// Four times the images halve the noise. That is a poor bargain once the noise is no longer what limits you: 64 images
// cost 64 times one image, and are 8 times as certain. Eight steps that are a little noisy usually get further than one
// that is not. And it is a good bargain as long as an update's own price is larger than that of its images, since then
// the images are nearly free. Between the two lie the 16 to 128 that everybody uses.

// %% check
console.assert(Math.abs(scatter(64) / (single / 8) - 1) < 0.15, '64 images are 8 times as certain.');

// %%
tf.dispose([pixels, isVertical, unseenPixels, isUnseenVertical]);

// %% [markdown]
// ## The claim, settled over twenty seeds
//
// Each line was trained from twenty seeds, each with its own data and its own initial weights. Accuracies are least /
// median / most; test images have the right labels.
//
// **B3: too complex overfits, too simple underfits. D4: too shallow underfits, too large overfits. A6: the batch size
// changes convergence and generalization. D7: large batches are unstable, very small ones noisy and slow.**
//
// <!-- claims:11-capacity-and-batch-size -->
//
// | 400 stripes (16x16x3), adam .003, batches of 32, 10 epochs | parameters | training accuracy | test accuracy |
// | --- | --- | --- | --- |
// | no hidden layer | 769 | 0.49 / 0.58 / 0.66 | 0.42 / 0.50 / 0.59 |
// | dense 256 | 197,121 | 0.47 / 0.55 / 0.62 | 0.41 / 0.50 / 0.54 |
// | dense 256, 40 epochs | 197,121 | 0.56 / 0.90 / 1.00 | 0.42 / 0.79 / 0.99 |
// | dense 64, 64, 64 | 57,601 | 0.41 / 0.50 / 0.81 | 0.36 / 0.50 / 0.79 |
// | conv 1, pool | 78 | 0.50 / 0.77 / 1.00 | 0.50 / 0.73 / 1.00 |
// | conv 8, pool | 617 | 1.00 / 1.00 / 1.00 | 0.99 / 1.00 / 1.00 |
// | conv 8, pool, conv 16, pool | 1,457 | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 |
// | conv 32, pool, conv 64, pool | 19,649 | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 |
//
// | 200 digits (8x8), right labels, adam .003, batches of 32, 40 epochs | parameters | training accuracy | test accuracy |
// | --- | --- | --- | --- |
// | conv 1, pool, dense 4 | 128 | 0.13 / 0.55 / 0.69 | 0.11 / 0.48 / 0.63 |
// | conv 4, pool, dense 16 | 1,250 | 0.92 / 0.96 / 0.99 | 0.83 / 0.88 / 0.92 |
// | conv 16, pool, dense 64 | 17,258 | 1.00 / 1.00 / 1.00 | 0.91 / 0.94 / 0.96 |
// | conv 64, pool, dense 256 | 265,610 | 1.00 / 1.00 / 1.00 | 0.93 / 0.95 / 0.96 |
// | conv 16, pool, eight times dense 64 | 46,378 | 0.81 / 0.98 / 1.00 | 0.63 / 0.83 / 0.89 |
//
// | 200 digits (8x8), 30 % of the labels wrong, adam .003, batches of 32, 40 epochs | parameters | training accuracy | test accuracy |
// | --- | --- | --- | --- |
// | conv 1, pool, dense 4 | 128 | 0.13 / 0.35 / 0.43 | 0.10 / 0.35 / 0.49 |
// | conv 4, pool, dense 16 | 1,250 | 0.56 / 0.65 / 0.71 | 0.70 / 0.77 / 0.87 |
// | conv 16, pool, dense 64 | 17,258 | 0.71 / 0.79 / 0.83 | 0.71 / 0.78 / 0.84 |
// | conv 64, pool, dense 256 | 265,610 | 0.97 / 0.98 / 1.00 | 0.61 / 0.72 / 0.78 |
// | conv 16, pool, eight times dense 64 | 46,378 | 0.52 / 0.67 / 0.81 | 0.44 / 0.58 / 0.77 |
//
// | 400 stripes, conv 8, pool, conv 16, pool, adam .001, 8 epochs | updates | training accuracy | test accuracy |
// | --- | --- | --- | --- |
// | batches of 1 | 3,200 | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 |
// | batches of 1, ten times the rate | 3,200 | 0.50 / 0.50 / 1.00 | 0.50 / 0.50 / 1.00 |
// | batches of 32 | 104 | 0.98 / 1.00 / 1.00 | 0.97 / 1.00 / 1.00 |
// | batches of 100 | 32 | 0.50 / 0.97 / 1.00 | 0.50 / 0.95 / 1.00 |
// | all 400 at once | 8 | 0.50 / 0.59 / 0.97 | 0.50 / 0.65 / 0.96 |
// | all at once, ten times the rate | 8 | 0.50 / 0.99 / 1.00 | 0.50 / 0.99 / 1.00 |
// | all at once, 104 epochs | 104 | 1.00 / 1.00 / 1.00 | 1.00 / 1.00 / 1.00 |
//
// With right labels, and from the same seed, eight dense layers in place of one cost 0.05 / 0.09 / 0.31 of the test accuracy.
//
// With batches of 1, at ten times the rate, 13 of 20 runs end at a coin.
//
// <!-- /claims -->
//
// What this says:
//
// - **Too simple underfits** holds (width 1; one filter, from many seeds). But "simple" is not a count: in the same ten
//   epochs 197,121 dense weights underfit from every seed. Four times the epochs help some of them.
// - **Too large overfits** does not hold for width with the right labels: the widest network is the best on the test, or
//   within half a hundredth of it. With 30 % wrong labels it holds: the test accuracy has its top in the middle.
// - **Too deep** is worse on the test from every seed, by .05 and more. Part of that is overfitting: the gap between
//   training and test is wider than with one dense layer, from every seed. Part is training that ends lower, from most.
// - **The batch size changes convergence** holds, at a fixed number of epochs: because it changes the number of updates.
//   We did not see it change generalization: with as many updates, all at once ends where batches of 32 do.
// - **Large batches are unstable** does not hold; they are slow. **Very small ones are slow** holds by the clock, not
//   by the epoch. At a small rate they are as good as any. At ten times the rate one image at a time fails from most
//   seeds, where all at once is better for it from most.

// %% [markdown]
// ## Questions
//
// Ten points. Fill in the cells, save the notebook, and have it graded:
//
// `npx unstuck grade notebooks/11-capacity-and-batch-size.ipynb`
//
// ### Question 1: count the weights (2 points)
//
// Count weights and biases of a network for images of `side` by `side` pixels and so many `channels`. Its layers come
// as a list:
//
// - `{ kind: 'conv', filters, kernel }`: a convolution without padding, so an image loses `kernel - 1` pixels a side.
// - `{ kind: 'pool', size }`: each side is divided by `size` and rounded down.
// - `{ kind: 'flatten' }`: from here on one number after the other.
// - `{ kind: 'dense', units }`: comes only after `flatten`.

// %% question=q1
type Layer =
  | { kind: 'conv'; filters: number; kernel: number }
  | { kind: 'pool'; size: number }
  | { kind: 'flatten' }
  | { kind: 'dense'; units: number };

function countWeights(side: number, channels: number, layers: Layer[]): number {
  // BEGIN SOLUTION return the number of weights and biases
  let [width, depth, count] = [side, channels, 0];
  for (const layer of layers) {
    if (layer.kind === 'conv') {
      count += (layer.kernel * layer.kernel * depth + 1) * layer.filters;
      [width, depth] = [width - layer.kernel + 1, layer.filters];
    } else if (layer.kind === 'pool') width = Math.floor(width / layer.size);
    else if (layer.kind === 'flatten') [width, depth] = [1, width * width * depth];
    else {
      count += (depth + 1) * layer.units;
      depth = layer.units;
    }
  }
  return count;
  // END SOLUTION
}

// %%
// The two networks of this lesson; above you have what the engine counts.
try {
  const flat: Layer = { kind: 'flatten' };
  const conv = (filters: number): Layer => ({ kind: 'conv', filters: filters, kernel: 3 });
  const pool: Layer = { kind: 'pool', size: 2 };
  const units = (count: number): Layer => ({ kind: 'dense', units: count });
  console.log('dense 256:', countWeights(16, 3, [flat, units(256), units(1)]));
  console.log('small CNN:', countWeights(16, 3, [conv(8), pool, conv(16), pool, flat, units(1)]));
} catch (error) {
  console.log((error as Error).message);
}

// %% [markdown]
// ### Question 2: four epochs (4 points)
//
// There are 800 images of stripes, pixels divided by 255, and time for four epochs. Neither the network nor the four
// epochs are used well. Mend both: `buildModel` returns the compiled network, and `fitOptions` the options of its
// training, of which `batchSize` is one. Both keep their names and what they return. The network must end in one
// probability.
//
// The grader draws 800 new stripes, trains for four epochs, and asks about images it has not seen. At least 90 % must be
// right, *and* the cross-entropy must be at most 0.4: a network that is right by a hair has not learned much.

// %% question=q2
function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      // BEGIN SOLUTION a network that can see stripes wherever they are
      // STUB: tf.layers.flatten({ inputShape: [16, 16, 3] }),
      // STUB: tf.layers.dense({ units: 256, activation: 'relu' }),
      tf.layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      // END SOLUTION
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

function fitOptions(): { batchSize: number } {
  // BEGIN SOLUTION a batch size that makes enough updates of four epochs
  // STUB: return { batchSize: 800 };
  return { batchSize: 32 };
  // END SOLUTION
}

// %%
// The same as the grader does, with stripes of its own.
const [own, ownTest] = [SEED + 2, SEED + 3].map((n) => datasets.gratings({ seed: n, perClass: 400 }));
const ownTensors = [own!, ownTest!].flatMap((set) => [
  tf.tidy(() => toTensor(set.x).div(255)),
  toTensor(set.y),
]);
const [ownX, ownY, ownTestX, ownTestY] = ownTensors as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];

seed(SEED);
const yourModel = buildModel();
const ownValidation = { x: ownTestX, y: ownTestY };
const yours = await train(yourModel, {
  x: ownX,
  y: ownY,
  validation: ownValidation,
  epochs: 4,
  seed: SEED,
  ...fitOptions(),
});
console.log(`${yours.epochs * Math.ceil(800 / yours.batchSize)} updates`);
yourModel.dispose();
tf.dispose(ownTensors);
plot.curves({ yours: yours }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] });

// %% [markdown]
// ### Question 3: name the fault (2 points)
//
// Three networks were trained on handwriting, ten classes, 20 epochs each. Each has one fault. The pixels are from 0 to
// 1, and the labels are right.

// %%
const A = {
  history: {
    loss: [
      2.32, 2.28, 2.26, 2.24, 2.21, 2.19, 2.16, 2.13, 2.09, 2.06, 2.02, 1.98, 1.93, 1.88, 1.83, 1.78, 1.72,
      1.66, 1.59, 1.53,
    ],
    val_loss: [
      2.29, 2.27, 2.25, 2.23, 2.2, 2.18, 2.15, 2.12, 2.09, 2.05, 2.02, 1.98, 1.93, 1.89, 1.84, 1.78, 1.73,
      1.66, 1.6, 1.54,
    ],
    acc: [
      0.0983, 0.109, 0.222, 0.373, 0.412, 0.453, 0.475, 0.513, 0.568, 0.614, 0.648, 0.675, 0.714, 0.729,
      0.738, 0.745, 0.746, 0.744, 0.753, 0.763,
    ],
    val_acc: [
      0.104, 0.209, 0.328, 0.365, 0.395, 0.41, 0.437, 0.501, 0.539, 0.571, 0.62, 0.65, 0.673, 0.688, 0.695,
      0.692, 0.687, 0.692, 0.707, 0.717,
    ],
  },
};
const B = {
  history: {
    loss: [
      2.28, 2.06, 1.86, 1.6, 1.3, 1.09, 0.804, 0.613, 0.458, 0.345, 0.275, 0.186, 0.167, 0.133, 0.0981,
      0.0848, 0.0652, 0.0561, 0.044, 0.037,
    ],
    val_loss: [
      2.23, 2.16, 1.99, 1.74, 1.52, 1.4, 1.11, 0.943, 0.875, 0.819, 0.719, 0.803, 0.718, 0.635, 0.694, 0.725,
      0.666, 0.669, 0.703, 0.646,
    ],
    acc: [
      0.167, 0.283, 0.45, 0.7, 0.7, 0.783, 0.85, 0.883, 0.967, 0.967, 0.95, 1, 0.967, 0.983, 0.983, 1, 1, 1,
      1, 1,
    ],
    val_acc: [
      0.169, 0.213, 0.39, 0.471, 0.531, 0.554, 0.67, 0.755, 0.752, 0.73, 0.806, 0.776, 0.786, 0.802, 0.806,
      0.791, 0.809, 0.807, 0.806, 0.811,
    ],
  },
};
const C = {
  history: {
    loss: [
      2.26, 2.17, 2.09, 2.01, 1.96, 1.91, 1.86, 1.82, 1.79, 1.76, 1.74, 1.71, 1.69, 1.67, 1.65, 1.63, 1.62,
      1.6, 1.59, 1.58,
    ],
    val_loss: [
      2.24, 2.16, 2.09, 2.04, 1.97, 1.94, 1.9, 1.86, 1.83, 1.81, 1.79, 1.77, 1.75, 1.72, 1.71, 1.7, 1.67,
      1.67, 1.66, 1.65,
    ],
    acc: [
      0.188, 0.291, 0.381, 0.438, 0.463, 0.463, 0.47, 0.497, 0.505, 0.48, 0.507, 0.503, 0.488, 0.53, 0.495,
      0.511, 0.533, 0.541, 0.519, 0.538,
    ],
    val_acc: [
      0.317, 0.283, 0.384, 0.384, 0.395, 0.43, 0.4, 0.447, 0.425, 0.476, 0.442, 0.481, 0.467, 0.509, 0.464,
      0.494, 0.494, 0.472, 0.496, 0.476,
    ],
  },
};

const shown = { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] };
console.log(plot.curves({ A: A }, shown));
console.log(plot.curves({ B: B }, shown));
console.log(plot.curves({ C: C }, shown));

// %% [markdown]
// Give each curve one of these names:
//
// | name | fault |
// | --- | --- |
// | `underfitting` | the network is too simple for the task |
// | `overfitting` | the network learns its training images by heart |
// | `batch-size-too-large` | all images are in one batch: too few updates |
// | `batch-size-too-small` | one image a batch, at a rate too large for that: the loss jumps about |
// | `unnormalized-input` | the pixels were not brought to a small scale |
// | `unshuffled-split` | the validation rows were cut off a sorted set |

// %% question=q3
// BEGIN SOLUTION name the fault behind each curve
// STUB: const diagnosis: Record<'A' | 'B' | 'C', string> = { A: '', B: '', C: '' };
const diagnosis: Record<'A' | 'B' | 'C', string> = {
  A: 'batch-size-too-large',
  B: 'overfitting',
  C: 'underfitting',
};
// END SOLUTION

// %%
// Only whether the names are in the list, not whether they are right.
const names =
  'underfitting overfitting batch-size-too-large batch-size-too-small unnormalized-input unshuffled-split'.split(
    ' ',
  );
for (const [curve, fault] of Object.entries(diagnosis))
  console.log(`${curve}: ${names.includes(fault) ? fault : `"${fault}" is not in the list`}`);

// %% [markdown]
// ### Question 4: the price of one image (2 points)
//
// One update takes the time `o` for itself, and the time `c` for each image in its batch. Batches have `b` images. What
// does **one image** cost, on average? Write it as text, as a formula in `o`, `c` and `b` that
// [mathjs](https://mathjs.org) can read: `+ - * / ^`, brackets. The grader compares its values and its slope by `b`.

// %% question=q4
// BEGIN SOLUTION the time for one image as a formula in o, c and b
// STUB: const timePerImage = 'TODO';
const timePerImage = 'o / b + c';

// END SOLUTION

// %%
import { evaluate } from 'mathjs';

// An update of 3 ms and an image of 0.05 ms: the larger the batch, the cheaper the image, but never below c.
try {
  console.table(
    [1, 8, 32, 128, 512].map((b) => ({ b, yours: evaluate(timePerImage, { o: 3, c: 0.05, b }) })),
  );
} catch (error) {
  console.log(`${timePerImage}: ${(error as Error).message}`);
}

// %% [markdown]
// ## Where to go from here
//
// The list of lessons, and what each of them settles, is in [course.md](../course.md).

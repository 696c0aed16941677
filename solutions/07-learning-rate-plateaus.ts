// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: measured curves, not constants
// %% [markdown]
// # Lesson 7: the loss that will not settle
//
// A network learns quickly at first. Then its loss jumps up and down and gets no better. Somebody calls that a plateau,
// and somebody else says: *use ReduceLROnPlateau, it escapes plateaus*. It is one line, and often it helps.
//
// But look at the name. It *reduces* the rate. How could a shorter step escape from anything? In this lesson you will
// see three lines that look flat: one of a network that **bounces**, one of a network that has **not started** yet, and
// one of a network that is **dead**. The callback mends the first, can ruin the second, and does nothing for the third.
//
// After this lesson you can tell the three apart, you can foretell from two numbers how high a loss bounces, and you know
// when to let the rate fall, and when not.
//
// It takes about half an hour; all trainings together take less than a minute. Run the cells from top to bottom. The
// questions are at the end.

// %%
import {
  accuracy,
  datasets,
  LearningRateScheduler,
  learningRateRangeTest,
  plot,
  ReduceLROnPlateau,
  random,
  ready,
  seed,
  type TrainCallback,
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
// Each image is 12 by 12 pixels and has a disc in the middle, on a background of random brightness. In class 1 the disc
// is brighter than what is around it, in class 0 it is as bright on average. Both classes vary, and they **overlap**:
// no network can be right on more than about nine of ten images. So the loss has a floor above 0, and what happens near
// that floor is what this lesson is about.

// %%
interface Rows {
  x: tf.Tensor;
  y: tf.Tensor;
}

function spots(drawnWith: number, rows: number): Rows {
  const { x, y } = datasets.spots({ seed: drawnWith, counts: [rows / 2, rows / 2], deviation: 14 });
  // About mean 0 and deviation 1.
  return { x: tf.tidy(() => toTensor(x).sub(110).div(30)), y: toTensor(y) };
}

const training = spots(SEED, 300);
const validation = spots(SEED + 1, 200);

const shown = datasets.spots({ seed: SEED, counts: [150, 150], deviation: 14 });
plot.images(takeRows(shown.x, [0, 1, 2, 3, 4, 5, 6, 7]), {
  labels: Array.from(shown.y.values.slice(0, 8), (label) => (label === 1 ? 'brighter' : 'as bright')),
  range: [0, 255],
});

// %% [markdown]
// The network is as small as can be: one convolution, one unit. Its optimizer is **adam**. The number that adam is
// given is the **learning rate**: how long a step is. Here it is 0.2.

// %%
function network(): tf.Sequential {
  seed(SEED);
  return tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [12, 12, 3],
        filters: 4,
        kernelSize: 5,
        strides: 2,
        activation: 'tanh',
      }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
}

/** Trains a new network on the spots, and keeps nothing but the record. */
// `validation: validation` in full: the kernel does not find the short form where the name is from an earlier cell.
async function trainAt(rate: number, callbacks: TrainCallback[] = []): Promise<TrainingRun> {
  const model = network();
  model.compile({ optimizer: tf.train.adam(rate), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  const run = await train(model, { ...training, validation: validation, epochs: 24, seed: SEED, callbacks });
  model.dispose();
  return run;
}

const bouncing = await trainAt(0.2);
plot.curves({ bouncing }, { metrics: ['loss', 'val_loss'] });

// %% [markdown]
// The loss does not stand still. It jumps, on the training images and even more on the validation images, and it does
// not calm down: in the second half of the training the validation loss still leaps by more than a tenth between one
// epoch and the next. The network has learned something: who always says "50 %" has a loss of log 2, about 0.69, and in
// its better epochs this network is well below that. It just cannot hold on to it.

// %% check
{
  const { loss, val_loss: valLoss } = bouncing.history as Record<string, number[]>;
  const leaps = valLoss!.slice(12).map((value, i) => Math.abs(value - valLoss![11 + i]!));
  console.assert(Math.max(...leaps) > 0.1, 'In the second half val_loss still leaps by more than a tenth.');
  console.assert(Math.min(...loss!) < 0.6, 'In its better epochs it is well below log 2.');
}

// %% [markdown]
// ## Measure
//
// The same network, the same data, the same start. Only the rate differs. Three numbers
// tell what happens:
//
// 1. The loss at the end, on the training and on the validation images.
// 2. How much the training loss still moves: the largest of the last six epochs minus the smallest. Let us call it the
//    **range**.
// 3. The **gradient norm** of the first layer: the length of the vector that says where to move its weights. 0 means that
//    they never move.

// %%
const round = (value: number) => Number(value.toPrecision(3));

/** Largest minus smallest loss of the last six epochs. */
function range({ history }: TrainingRun): number {
  const last = history.loss!.slice(-6);
  return Math.max(...last) - Math.min(...last);
}

function signs(run: TrainingRun): Record<string, number> {
  const layers = run.layers[run.epochs - 1]!;
  return {
    loss: round(run.history.loss![run.epochs - 1]!),
    'validation loss': round(run.history.val_loss![run.epochs - 1]!),
    range: round(range(run)),
    'first gradient': round(layers[0]!.gradientNorm!),
    'last rate': round(run.rates[run.epochs - 1]!),
  };
}

const ladder: Record<string, TrainingRun> = { 'rate 0.2': bouncing };
for (const rate of [0.01, 0.001, 0.0001, 0.00001]) ladder[`rate ${rate}`] = await trainAt(rate);
console.table(Object.fromEntries(Object.entries(ladder).map(([name, run]) => [name, signs(run)])));
plot.curves(ladder, { metrics: ['val_loss'] });

// %% [markdown]
// From top to bottom: at 0.2 the loss bounces, from most seeds with by far the largest range. At 0.01 and 0.001 it
// comes down and stays. The smaller the rate, the smoother the line, and the slower: at 0.00001 the network is hardly
// better at the end than at the beginning. Its gradient is not small at all. The network knows very well where to go;
// it takes steps that are too short.
//
// So one half of the folklore holds: **too large bounces, too small stagnates**. In between lies a factor of ten
// in which it does not matter much.
//
// There is a quick way to find that region, the **range test**: train for some batches while the rate rises from
// tiny to huge, and look at the loss of each batch.

// %% check
/** By how much the validation loss rises from epoch to epoch, in the last eight. */
function sumOfRises({ history }: TrainingRun): number {
  const last = history.val_loss!.slice(-9);
  return last.slice(1).reduce((sum, loss, i) => sum + Math.max(0, loss - last[i]!), 0);
}
{
  const [, at001, at0001, , tiny] = Object.values(ladder) as TrainingRun[];
  const rises = Object.values(ladder).map((run) => sumOfRises(run));
  console.assert(rises[0]! > Math.max(...rises.slice(1)), 'At 0.2 the loss bounces most.');
  console.assert(
    [at001!, at0001!].every((run) => signs(run)['validation loss']! < 0.5),
    'It comes down and stays.',
  );
  const fell = tiny!.history.loss![0]! - tiny!.history.loss!.at(-1)!;
  console.assert(fell < 0.15, 'At 0.00001 it is hardly better at the end.');
  console.assert(signs(tiny!)['first gradient']! > 0.05, 'Its gradient is not small at all.');
}

// %%
const tested = network();
tested.compile({ optimizer: tf.train.adam(0.2), loss: 'binaryCrossentropy' });
const test = await learningRateRangeTest(tested, { ...training, minRate: 1e-5, maxRate: 10, steps: 90 });
tested.dispose();
plot.rateFinder(test);

// %% [markdown]
// On the left nothing happens: the steps are too short. In the middle the loss falls. On the right it shoots up. A good
// rate lies where the loss is falling, well before the lowest point; the dashed line is a tenth of that. 0.2 is far to
// the right.

// %% [markdown]
// ## The cause, by hand
//
// ### One weight, no noise
//
// Take a single weight `w` whose loss is a bowl: `loss = a / 2 * w * w`. The best `w` is 0, and `a` says how steep the
// bowl is. The slope is `a * w`. One step of gradient descent with rate `r` goes from `w` to
//
// `w - r * a * w`, which is `(1 - r * a) * w`
//
// So every step multiplies the distance to the best place by the same number, `1 - r * a`. Here it is for a few rates,
// in a bowl with `a = 1`, starting at `w = 1`.

// %%
const after = (steps: number, r: number) => round((1 - r) ** steps);
console.table(
  [0.01, 0.5, 1, 1.5, 1.9, 2.1].map((r) => ({
    'r * a': r,
    'factor 1 - r * a': round(1 - r),
    '1 step': after(1, r),
    '2 steps': after(2, r),
    '3 steps': after(3, r),
    '30 steps': after(30, r),
  })),
);

// %% [markdown]
// Read the last column. A small rate creeps: after 30 steps most of the way is still to go. Near 1 it is fast. Above 1
// the weight jumps from one side to the other, but each jump is shorter than the one before. Above 2 each jump is
// longer: the loss grows without end. A real network has many directions, some steep and some shallow, and one rate for
// all of them. The steepest decides which rates are too large, the shallowest how long it takes.
//
// ### One weight, with noise
//
// A bowl without noise either settles or explodes. It does not bounce for 24 epochs. What is missing is that the gradient
// comes from a **batch** of 32 images, and another batch gives another gradient. So each step is
//
// `w - r * (a * w + s * noise)`
//
// where `noise` is a random number with mean 0 and deviation 1, and `s` says how much batches disagree. Let it run for
// a long time and take the mean loss of the second half.

// %%
/** A random number with mean 0 and deviation 1: a sum of twelve evenly spread ones, minus its mean. */
function disagreement(): number {
  return Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, 0) - 6;
}

/** Mean loss of a weight that is stepped on for long, in a bowl of steepness `a`. */
function meanLoss(r: number, a: number, s: number, steps = 40_000): number {
  seed(SEED);
  let w = 1;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    w -= r * (a * w + s * disagreement());
    if (i >= steps / 2) sum += (a / 2) * w * w;
  }
  return sum / (steps / 2);
}

console.table(
  [1, 0.3, 0.1, 0.03, 0.01].map((r) => {
    const loss = meanLoss(r, 1, 1);
    return { rate: r, 'mean loss': round(loss), 'mean loss / rate': round(loss / r) };
  }),
);

// %% [markdown]
// The weight never comes to rest: new noise throws it out as fast as the slope pulls it back. But the height at which it
// bounces depends on the rate. Look at the last column: for small rates it is nearly the same number. **The height of the
// bounce is proportional to the rate.** A tenth of the rate, a tenth of the height.
//
// You can work it out. Call `v` the mean of `w * w`. After a step, the old part of `w` is `(1 - r * a) * w`, and the
// new part is `r * s * noise`. The two have nothing to do with each other, so their squares add up:
//
// `new v = (1 - r * a) ^ 2 * v + r ^ 2 * s ^ 2`
//
// When the bounce has reached its height, the new `v` is the old `v`. Solving that for `v` is question 4.
//
// So a rate has two jobs that contradict each other. Getting there takes about `1 / (r * a)` steps: a large rate is fast.
// Staying there costs a loss proportional to `r`: a small rate is accurate. Hence the idea: **large first, small later**.

// %% check
console.assert(
  [0.03, 0.01].every((r) => Math.abs(meanLoss(r, 1, 1) / r - 0.25) < 0.07),
  'For small rates the mean loss by the rate is nearly the same.',
);

// %% [markdown]
// ## The fix
//
// `ReduceLROnPlateau` watches one number, usually the validation loss, and lowers the rate when that number has stopped
// getting better. Its bookkeeping fits into a few lines:
//
// - `best` is the lowest loss so far. An epoch **improves** if its loss is below `best - minDelta`. Then `best` becomes
//   that loss and `wait` becomes 0.
// - An epoch that does not improve adds 1 to `wait`. When `wait` reaches `patience`, the rate is multiplied by `factor`
//   (but never below `minLr`), and `wait` starts at 0 again.
//
// The settings below are those of a widely read answer: a factor of 0.1, a patience of 5, no lower than 0.000001.

// %%
const asPrinted = () => new ReduceLROnPlateau({ monitor: 'val_loss', factor: 0.1, patience: 5, minLr: 1e-6 });

const reduced = await trainAt(0.2, [asPrinted()]);
console.log('rates:', reduced.rates.map(round).join('  '));
// In full: the kernel does not find `{ bouncing }` where `bouncing` is from an earlier cell.
plot.curves({ constant: bouncing, reduced: reduced }, { metrics: ['loss', 'val_loss'] });

// %% [markdown]
// Find the epoch in which the rate falls for the first time, and look at the curves right there: from then on they are
// calm. That takes one epoch, not ten, because hardly anything has to be learned any more. The weights come to rest at
// the bottom of the place that they happened to circle. From most seeds that is clearly lower than the bouncing line;
// now and then it is no better, because a line that bounces has lucky epochs too.
//
// Is the callback the only way? Two more: a **schedule**, which lowers the rate at epochs that are fixed beforehand,
// and a constant rate that suits the network.

// %% check
console.assert(sumOfRises(reduced) < sumOfRises(bouncing) / 2, 'From then on they are calm.');
console.assert(reduced.rates.at(-1)! < 0.2, 'The rate falls.');

// %%
const steps = await trainAt(0.2, [new LearningRateScheduler((epoch) => 0.2 * 0.1 ** Math.floor(epoch / 8))]);
console.table({
  'constant 0.2': signs(bouncing),
  'reduced on plateau': signs(reduced),
  'schedule: a tenth every 8 epochs': signs(steps),
  'constant 0.01': signs(ladder['rate 0.01']!),
  'constant 0.001': signs(ladder['rate 0.001']!),
});

// %% [markdown]
// None of the last four bounces. (At 0.01 the range is a loss that still falls.) Callback and schedule are worth about
// the same; the callback needs no number of epochs, and the schedule needs no validation set. And a rate that fits from
// the beginning is no worse than either, often better: at 0.2 the first epochs fling the weights far out, and not all
// of that is mended later. The callback is an insurance against a rate that is somewhat too large. It is no replacement
// for choosing one.

// %% check
console.assert(
  [reduced, steps, ladder['rate 0.01']!, ladder['rate 0.001']!].every(
    (run) => sumOfRises(run) < sumOfRises(bouncing),
  ),
  'None of the last four bounces.',
);

// %% [markdown]
// ## What it is not
//
// ### A loss that has not started to fall
//
// Other images: **faint stripes**, horizontal or vertical, buried in noise, and a network with two convolutions.
// Nothing but the direction tells the classes apart.

// %%
function stripes(drawnWith: number, rows: number, look: { amplitude?: number; noise?: number }): Rows {
  const { x, y } = datasets.gratings({ seed: drawnWith, perClass: rows / 2, ...look });
  return { x: tf.tidy(() => toTensor(x).div(255)), y: toTensor(y) };
}

const faint = { amplitude: 20, noise: 30 };
const faintRows = { training: stripes(SEED, 300, faint), validation: stripes(SEED + 1, 200, faint) };

/** Trains a new network on stripes, and keeps nothing but the record. */
async function trainStripes(
  rows: { training: Rows; validation: Rows },
  rate: number,
  callbacks: TrainCallback[] = [],
): Promise<TrainingRun> {
  seed(SEED);
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
  model.compile({ optimizer: tf.train.adam(rate), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  const run = await train(model, {
    ...rows.training,
    validation: rows.validation,
    epochs: 24,
    seed: SEED,
    callbacks,
  });
  model.dispose();
  return run;
}

const slowStart = await trainStripes(faintRows, 0.003);
const firstEpochs = (run: TrainingRun) => run.history.val_loss!.slice(0, 8).map((loss) => loss.toFixed(4));
console.log('validation loss, first epochs:', firstEpochs(slowStart).join('  '));
plot.curves({ 'slow start': slowStart }, { metrics: ['loss', 'val_loss'] });

// %% [markdown]
// This is a **plateau** in the proper sense: for some epochs the loss stays at the 0.69 of a coin. Then it falls, by
// itself, with nothing changed. While the line looked flat, the network was looking for its first useful edge, and the
// loss moved in the third digit behind the point.
//
// Now add a callback that means well: act after three epochs, and count only improvements of at least 0.01 ("what is less
// is noise anyway").

// %% check
console.assert(
  slowStart.history.val_loss!.slice(0, 2).every((loss) => Math.abs(loss - Math.LN2) < 0.03),
  'For some epochs the loss stays at that of a coin.',
);
console.assert(slowStart.history.val_loss!.at(-1)! < 0.4, 'Then it falls, by itself.');

// %%
const tooEarly = await trainStripes(faintRows, 0.003, [
  new ReduceLROnPlateau({ factor: 0.1, patience: 3, minDelta: 0.01, minLr: 1e-6 }),
]);
console.log('rates:', tooEarly.rates.map(round).join('  '));
console.table({ constant: signs(slowStart), 'reduced too early': signs(tooEarly) });
plot.curves({ constant: slowStart, 'reduced too early': tooEarly }, { metrics: ['val_loss'] });

// %% [markdown]
// It has locked the network in. On this plateau the way out was to keep walking, and the callback shortened the steps,
// again and again. The gradient of its first layer is *not* 0: there was a slope all the time.
//
// (From some seeds the loss falls soon enough to get away; the table below shows how far apart they end.)
//
// A shorter step escapes nothing. If the loss has not started to fall, wait, or make the rate *larger*. Let the callback
// count small improvements (`minDelta` is 0.0001 by default), give it a patience of many epochs, and never judge by the
// first few.
//
// ### A network that is dead
//
// The third flat line. Clear stripes this time, and a rate that is a hundred times too large for this network.

// %% check
console.assert(tooEarly.rates.at(-1)! < 0.003, 'The callback shortened the steps.');
console.assert(
  tooEarly.history.val_loss!.at(-1)! > slowStart.history.val_loss!.at(-1)!,
  'It has held the network back.',
);
console.assert(signs(tooEarly)['first gradient']! > 0, 'The gradient of its first layer is not 0.');

// %%
const clearRows = { training: stripes(SEED, 200, {}), validation: stripes(SEED + 1, 200, {}) };
const dead = await trainStripes(clearRows, 0.3);
const deadReduced = await trainStripes(clearRows, 0.3, [asPrinted()]);
const anew = await trainStripes(clearRows, 0.003);

const mostZeros = (run: TrainingRun) =>
  round(Math.max(...run.layers[run.epochs - 1]!.slice(0, -1).map(({ zeros }) => zeros)));
console.table({
  'constant 0.3': { ...signs(dead), 'most zeros': mostZeros(dead) },
  'reduced from 0.3': { ...signs(deadReduced), 'most zeros': mostZeros(deadReduced) },
  'started anew at 0.003': { ...signs(anew), 'most zeros': mostZeros(anew) },
});
plot.curves({ 'reduced from 0.3': deadReduced, 'started anew at 0.003': anew }, { metrics: ['val_loss'] });

// %% [markdown]
// The rate falls again and again, and nothing happens. The first long steps have thrown the network where it gets no
// gradient: its **ReLUs are dead** (a layer gives out nothing but zeros, the last column says 1) or its **outputs are
// saturated** (all at 0 or 1, and the loss far above 0.69). Both are told in lesson 1. Either way the gradient that
// reaches the first layer is exactly 0, and then a step is 0, whatever the rate. (Where ReLUs are dead the last layer
// can still move a little, and the loss with it.)
//
// The only cure is to start anew, with a rate that does not kill. So look at the gradient before you touch the rate:
//
// | what you see | what it is | what to do |
// | --- | --- | --- |
// | loss jumps, below where it began | bouncing: steps too long to settle | reduce the rate |
// | loss near log 2 or creeping, first gradient not 0 | not started yet, or too slow | wait, or raise the rate |
// | loss flat, first gradient exactly 0 | dead or saturated | start anew with a smaller rate |
// | loss calm and low, validation loss no better | the floor: nothing more to learn from these images | stop |
//
// ### A callback that is never asked
//
// Two ways in which nothing is reduced although the code says so. The first: `val_loss` is watched, and there are no
// validation images. The callback warns at each epoch, and that is all. Here are two epochs:

// %% check
console.assert(
  [dead, deadReduced].every((run) => signs(run)['first gradient'] === 0),
  'The gradient that reaches the first layer is exactly 0.',
);
console.assert(
  [dead, deadReduced].every((run) => mostZeros(run) === 1 || run.history.loss!.at(-1)! > 2),
  'Dead, or saturated.',
);
console.assert(
  deadReduced.rates.at(-1)! < 0.3 && anew.history.val_loss!.at(-1)! < 0.1,
  'The rate falls and nothing happens; started anew it learns.',
);

// %%
const unwatched = network();
unwatched.compile({ optimizer: tf.train.adam(0.2), loss: 'binaryCrossentropy' });
const blind = await train(unwatched, { ...training, epochs: 2, seed: SEED, callbacks: [asPrinted()] });
unwatched.dispose();
console.log('rates:', blind.rates.map(round).join('  '));

// %% [markdown]
// The second is TensorFlow.js' own. Its optimizers have a property `learningRate`, and it looks as if one could assign
// to it. For adam that works. `sgd` and `momentum` keep the rate in a tensor of their own, and do not look at the
// property again.

// %%
/** How far one step moves a weight when the rate has been set to 0 beforehand. */
function movedAtRateZero(optimizer: tf.Optimizer): number {
  const w = tf.variable(tf.scalar(1));
  (optimizer as unknown as { learningRate: number }).learningRate = 0;
  optimizer.minimize(() => tf.square(w) as tf.Scalar);
  const moved = 1 - w.dataSync()[0]!;
  w.dispose();
  optimizer.dispose();
  return round(moved);
}

console.table({
  adam: { 'moved at rate 0': movedAtRateZero(tf.train.adam(0.1)) },
  sgd: { 'moved at rate 0': movedAtRateZero(tf.train.sgd(0.1)) },
  momentum: { 'moved at rate 0': movedAtRateZero(tf.train.momentum(0.1, 0.9)) },
});

// %% [markdown]
// Who writes a callback of their own for `sgd` in this way reduces nothing. The kit's `setLearningRate(model, rate)`,
// and all its callbacks, do it right for each optimizer. Either way, look at `run.rates`: it holds the rate that was in
// force.

// %% check
console.assert(movedAtRateZero(tf.train.adam(0.1)) === 0, 'For adam that works.');
console.assert(
  movedAtRateZero(tf.train.sgd(0.1)) > 0 && movedAtRateZero(tf.train.momentum(0.1, 0.9)) > 0,
  'sgd and momentum do not look at the property again.',
);
console.assert(
  blind.rates.every((rate) => round(rate) === 0.2),
  'Without validation images nothing is reduced.',
);

// %%
// What is no longer needed is given back: tensors live outside JavaScript's garbage collector.
for (const { x, y } of [faintRows.training, faintRows.validation, clearRows.training, clearRows.validation])
  tf.dispose([x, y]);

// %% [markdown]
// ## The claim, settled over twenty seeds
//
// **A5: a rate too large bounces, a rate too small stagnates. D6: ReduceLROnPlateau (val_loss, factor 0.1, patience 5,
// minLr 0.000001) escapes plateaus.**
//
// Each line was trained from 20 seeds, each with its own data and its own initial weights, and tested on images it had
// never seen. The range is that of the training loss over the last six epochs: how much it still moves.
//
// <!-- claims:07-learning-rate-plateaus -->
//
// | rate | test loss, least / median / most | test accuracy, least / median / most | last six epochs: range of the loss, median | last rate, median |
// | --- | --- | --- | --- | --- |
// | **A5. Spots (12x12x3, overlapping classes), adam, one rate for all 24 epochs** | | | | |
// | 1 | 1.88 / 4.52 / 5.45 | 0.66 / 0.71 / 0.85 | 0.07 (16 of 20 without gradient) | 1 |
// | 0.2 | 0.34 / 0.56 / 0.88 | 0.78 / 0.85 / 0.88 | 0.2 | 0.2 |
// | 0.01 | 0.21 / 0.31 / 0.43 | 0.84 / 0.88 / 0.92 | 0.03 | 0.01 |
// | 0.001 | 0.25 / 0.30 / 0.37 | 0.83 / 0.88 / 0.90 | 0.04 | 0.001 |
// | 0.0001 | 0.45 / 0.51 / 0.60 | 0.70 / 0.74 / 0.79 | 0.02 | 0.0001 |
// | 0.00001 | 0.56 / 0.67 / 1.09 | 0.29 / 0.54 / 0.74 | 0.01 | 0.00001 |
// | **D6. The same, bouncing at a rate of 0.2** | | | | |
// | constant | 0.34 / 0.56 / 0.88 | 0.78 / 0.85 / 0.88 | 0.2 | 0.2 |
// | reduced as printed: factor .1, patience 5 | 0.30 / 0.39 / 0.66 | 0.75 / 0.86 / 0.90 | 0.01 | 0.002 |
// | the same, without validation rows | 0.34 / 0.56 / 0.88 | 0.78 / 0.85 / 0.88 | 0.2 | 0.2 |
// | patience 3 | 0.29 / 0.38 / 0.50 | 0.81 / 0.86 / 0.90 | 0 | 0.000002 |
// | patience 1 | 0.29 / 0.40 / 0.55 | 0.74 / 0.85 / 0.88 | 0 | 0.000001 |
// | schedule: a tenth after 8 epochs, again after 16 | 0.32 / 0.38 / 0.52 | 0.74 / 0.86 / 0.90 | 0.002 | 0.002 |
// | schedule: half a cosine down to 0 | 0.30 / 0.42 / 0.51 | 0.82 / 0.85 / 0.91 | 0.02 | 0.00086 |
// | **D6. Faint stripes (16x16x3), a loss that has not started to fall, adam .003, 24 epochs** | | | | |
// | constant | 0.02 / 0.05 / 0.15 | 0.95 / 0.99 / 1.00 | 0.07 | 0.003 |
// | reduced as printed | 0.02 / 0.05 / 0.15 | 0.95 / 0.99 / 1.00 | 0.07 | 0.003 |
// | patience 1 | 0.02 / 0.17 / 0.69 | 0.49 / 0.96 / 1.00 | 0.003 | 0.000001 |
// | patience 3, minDelta .01 | 0.02 / 0.69 / 0.69 | 0.50 / 0.61 / 1.00 | 0 | 0.000001 |
// | **D6. Clear stripes, adam at a hundred times the rate: a network that is dead or saturated** | | | | |
// | constant, .3 | 0.69 / 8.06 / 8.06 | 0.50 / 0.50 / 0.50 | 0 (20 of 20 without gradient) | 0.3 |
// | reduced as printed, from .3 | 0.69 / 8.06 / 8.06 | 0.50 / 0.50 / 0.50 | 0 (20 of 20 without gradient) | 0.00003 |
// | started anew at .003 | 0.00 / 0.00 / 0.01 | 1.00 / 1.00 / 1.00 | 0.002 | 0.003 |
//
// <!-- /claims -->
//
// What this says:
//
// - A5 holds, at both ends. In between, rates that differ by a factor of ten do equally well.
// - D6 as printed settles a bouncing loss, and so does either schedule. But no median of that group is as good as that
//   of a rate that fits from the beginning (0.01 or 0.001 in the first group).
// - It does not *escape* anything. Faint stripes leave their plateau by themselves. The callback as printed is patient
//   enough to let them; the two that act early keep many of them there. A dead network stays dead.

// %% [markdown]
// ## Questions
//
// Ten points. Fill in the cells, save the notebook, and have it graded:
//
// `npx unstuck grade notebooks/07-learning-rate-plateaus.ipynb`
//
// Each question is followed by a cell with which you can check yourself first.
//
// ### Question 1: the bookkeeping of ReduceLROnPlateau (3 points)
//
// Given the validation loss of each epoch, return the rate that is in force *during* each epoch: one number for each
// loss. The first epoch runs at `options.rate`. At the end of an epoch its loss is looked at, and a new rate counts
// from the next epoch on. The rules are those of the section "The fix".

// %% question=q1
interface PlateauOptions {
  rate: number;
  factor: number;
  patience: number;
  minDelta: number;
  minLr: number;
}

function reduceOnPlateau(losses: number[], options: PlateauOptions): number[] {
  // BEGIN SOLUTION the rate in force during each epoch
  const { factor, patience, minDelta, minLr } = options;
  let [rate, best, wait] = [options.rate, Infinity, 0];
  return losses.map((loss) => {
    const inForce = rate;
    if (loss < best - minDelta) [best, wait] = [loss, 0];
    else wait++;
    if (wait > 0 && wait >= patience) [rate, wait] = [Math.max(rate * factor, minLr), 0];
    return inForce;
  });
  // END SOLUTION
}

// %%
// Beside the rates of the training above, which the kit's own callback reduced.
try {
  const printed = { rate: 0.2, factor: 0.1, patience: 5, minDelta: 1e-4, minLr: 1e-6 };
  const found = reduceOnPlateau(reduced.history.val_loss!, printed);
  console.table(
    reduced.rates.map((rate, i) => ({ epoch: i + 1, 'the kit': round(rate), yours: round(found[i]!) })),
  );
} catch (error) {
  console.log((error as Error).message);
}

// %% [markdown]
// ### Question 2: bring the loss to rest (3 points)
//
// This network has a single unit, which looks at averages of 2 by 2 pixels. Its loss is a bowl as in the section "The
// cause, by hand", in 109 directions instead of one: it cannot die, it can only bounce. And it does.
//
// Mend it: in `fitOptions`, in `buildModel`, or in both. `fitOptions` may return `callbacks`, `validationSplit` (the
// share of the training images that is held back as validation images) and `batchSize`.
//
// The grader draws 600 new images and trains for 30 epochs in batches of 32. Within the last eight epochs it adds up by
// how much the training loss rises from one epoch to the next: that sum must be at most 0.06. And of images that the
// network has not seen, at least 80 % must be right, which rules out a network that is at rest because it never went
// anywhere.

// %% question=q2
function fitOptions(): { callbacks?: TrainCallback[]; validationSplit?: number; batchSize?: number } {
  // BEGIN SOLUTION let the rate fall when the loss bounces
  // STUB: return {};
  return { validationSplit: 0.2, callbacks: [new ReduceLROnPlateau({ factor: 0.1, patience: 2 })] };
  // END SOLUTION
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.averagePooling2d({ inputShape: [12, 12, 3], poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.5), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

// %%
// As the grader does it, on images of its own: the last share of them is held back where you ask for it.
const drill = spots(SEED + 2, 600);
const drillTest = spots(SEED + 3, 400);
const yourOptions = fitOptions();
const share = yourOptions.validationSplit ?? 0;
const kept = Math.round(600 * (1 - share));
const heldBack = { x: drill.x.slice(kept), y: drill.y.slice(kept) };

seed(SEED);
const yourModel = buildModel();
const yours = await train(yourModel, {
  x: drill.x.slice(0, kept),
  y: drill.y.slice(0, kept),
  ...(share > 0 ? { validation: heldBack } : {}),
  callbacks: yourOptions.callbacks ?? [],
  batchSize: yourOptions.batchSize ?? 32,
  epochs: 30,
  seed: SEED,
});
const guesses = tf.tidy(() => (yourModel.predict(drillTest.x) as tf.Tensor).dataSync());
const rises = yours.history.loss!.map((loss, i, all) => (i === 0 ? 0 : Math.max(0, loss - all[i - 1]!)));
const risen = rises.slice(-8).reduce((sum, rise) => sum + rise, 0);
console.log('rises of the last eight epochs:', round(risen), '(at most 0.06)');
console.log('right on unseen images:', accuracy(drillTest.y.dataSync(), guesses), '(at least 0.8)');
console.log('rates:', yours.rates.map(round).join('  '));
tf.disposeVariables();
plot.curves({ yours }, { metrics: ['loss'] });

// %% [markdown]
// ### Question 3: name the fault (2 points)
//
// Four trainings, each with one fault: `A` and `B` on the spots of this lesson, `C` on the stripes, `D` on spots again.
// You get the curves, and the gradient norm of the *first* layer at the end of each epoch.

// %%
const A = {
  history: {
    loss: [
      0.634, 0.628, 0.622, 0.616, 0.611, 0.605, 0.601, 0.596, 0.591, 0.587, 0.583, 0.579, 0.575, 0.571, 0.568,
      0.565, 0.561, 0.558, 0.555, 0.553, 0.55, 0.547, 0.545, 0.542,
    ],
    val_loss: [
      0.614, 0.607, 0.601, 0.595, 0.589, 0.583, 0.578, 0.573, 0.568, 0.564, 0.559, 0.555, 0.551, 0.547, 0.543,
      0.54, 0.536, 0.533, 0.53, 0.527, 0.524, 0.521, 0.519, 0.516,
    ],
  },
  gradient: [
    1.05, 1.02, 0.986, 0.954, 0.925, 0.9, 0.878, 0.853, 0.83, 0.808, 0.788, 0.77, 0.755, 0.74, 0.722, 0.708,
    0.693, 0.68, 0.667, 0.654, 0.643, 0.632, 0.622, 0.611,
  ],
};
const B = {
  history: {
    loss: [
      2.52, 1.97, 1.04, 0.655, 0.471, 0.505, 0.492, 0.587, 0.335, 0.364, 0.344, 0.339, 0.277, 0.347, 0.413,
      0.43, 0.479, 0.681, 0.632, 0.47, 0.34, 0.46, 0.342, 0.448,
    ],
    val_loss: [
      2.16, 0.724, 0.482, 0.45, 0.612, 0.425, 0.713, 0.445, 0.442, 0.478, 0.608, 0.535, 0.487, 0.664, 0.553,
      0.585, 0.503, 0.608, 0.726, 0.523, 0.619, 0.574, 0.541, 0.681,
    ],
  },
  gradient: [
    0.492, 0.135, 0.137, 0.103, 0.087, 0.061, 0.0773, 0.0408, 0.0704, 0.133, 0.122, 0.0656, 0.0449, 0.0395,
    0.227, 0.107, 0.0267, 0.0445, 0.0599, 0.0543, 0.0775, 0.0809, 0.0466, 0.0494,
  ],
};
const C = {
  history: {
    loss: [
      1.11, 0.702, 0.698, 0.695, 0.694, 0.694, 0.696, 0.696, 0.692, 0.694, 0.694, 0.694, 0.694, 0.694, 0.695,
      0.694, 0.694, 0.694, 0.696, 0.694, 0.693, 0.694, 0.694, 0.694,
    ],
    val_loss: [
      0.704, 0.693, 0.694, 0.694, 0.693, 0.693, 0.694, 0.694, 0.694, 0.695, 0.693, 0.693, 0.694, 0.693, 0.694,
      0.693, 0.693, 0.695, 0.694, 0.693, 0.693, 0.693, 0.693, 0.693,
    ],
  },
  gradient: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
};
const D = {
  history: {
    loss: [
      0.975, 0.696, 0.507, 0.362, 0.232, 0.19, 0.152, 0.0945, 0.0706, 0.0482, 0.0398, 0.0313, 0.0224, 0.0166,
      0.0139, 0.0112, 0.00921, 0.00738, 0.00625, 0.00545, 0.00514, 0.00489, 0.00461, 0.00421,
    ],
    val_loss: [
      0.744, 0.794, 0.568, 0.469, 0.441, 0.538, 0.413, 0.424, 0.442, 0.486, 0.523, 0.541, 0.536, 0.523, 0.509,
      0.499, 0.491, 0.483, 0.474, 0.465, 0.46, 0.458, 0.459, 0.464,
    ],
  },
  gradient: [
    0.908, 1.02, 0.677, 0.631, 0.458, 1.15, 0.47, 0.621, 0.254, 0.466, 0.49, 0.295, 0.13, 0.145, 0.15, 0.128,
    0.0882, 0.0491, 0.0278, 0.032, 0.0411, 0.0448, 0.0419, 0.0342,
  ],
};

const told = { metrics: ['loss', 'val_loss'] };
console.log(plot.curves({ A }, told));
console.log(plot.curves({ B }, told));
console.log(plot.curves({ C }, told));
console.log(plot.curves({ D }, told));
const everyThird = (values: number[]) => values.filter((_, i) => i % 3 === 2).join('  ');
for (const [name, { gradient }] of Object.entries({ A: A, B: B, C: C, D: D }))
  console.log(`${name}, gradient norm of the first layer, every third epoch: ${everyThird(gradient)}`);

// %% [markdown]
// Give each training one of these names:
//
// | name | fault |
// | --- | --- |
// | `lr-too-high` | the learning rate is too large: the loss bounces |
// | `lr-too-low` | the learning rate is too small: the loss creeps |
// | `dying-relu` | a layer of ReLUs gives out nothing but zeros |
// | `overfitting` | the network learns its training images by heart |
// | `underfitting` | the network is too simple for the task |
// | `unnormalized-input` | the pixels were not brought to a small scale |

// %% question=q3
// BEGIN SOLUTION name the fault behind each training
// STUB: const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = { A: '', B: '', C: '', D: '' };
const diagnosis: Record<'A' | 'B' | 'C' | 'D', string> = {
  A: 'lr-too-low',
  B: 'lr-too-high',
  C: 'dying-relu',
  D: 'overfitting',
};
// END SOLUTION

// %%
// Only whether the names are in the list, not whether they are right.
const faultNames = 'lr-too-high lr-too-low dying-relu overfitting underfitting unnormalized-input'.split(' ');
for (const [curve, fault] of Object.entries(diagnosis))
  console.log(`${curve}: ${faultNames.includes(fault) ? fault : `"${fault}" is not in the list`}`);

// %% [markdown]
// ### Question 4: the height of the bounce (2 points)
//
// In the section "The cause, by hand" a weight bounces in a bowl of steepness `a`, at a rate `r`, with noise of size
// `s`. When the bounce has reached its height, the mean square `v` of the weight does not change any more:
//
// `v = (1 - r * a) ^ 2 * v + r ^ 2 * s ^ 2`
//
// Solve this for `v`, and give the mean loss, `a / 2 * v`, as a formula in `r`, `a` and `s` that
// [mathjs](https://mathjs.org) can read: `+ - * / ^` and brackets. (For a small rate it must come close to the
// simulation: the mean loss divided by the rate was about one quarter of `s ^ 2`.)

// %% question=q4
// BEGIN SOLUTION the mean loss at which the weight bounces
// STUB: const bounce = 'TODO';
const bounce = 'r * s^2 / (2 * (2 - r * a))';

// END SOLUTION

// %%
import { evaluate } from 'mathjs';

// Beside the simulation above.
try {
  console.table(
    [1, 0.3, 0.1].map((r) => ({
      rate: r,
      simulated: round(meanLoss(r, 1, 1)),
      yours: round(evaluate(bounce, { r: r, a: 1, s: 1 })),
    })),
  );
} catch (error) {
  console.log(`${bounce}: ${(error as Error).message}`);
}

// %% [markdown]
// ## Where to go from here
//
// The list of lessons, and what each of them settles, is in [course.md](../course.md).

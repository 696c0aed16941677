// %% [markdown]
// # Lesson 5: more out of few images
//
// A network is trained on 60 photographs from a studio. It is right on nearly all *other* photographs from the same
// studio. Then it leaves the studio, where nobody puts the object into the middle and holds the camera straight, and it
// fails.
//
// The advice is **augmentation**: change the training images at random, anew in every epoch, in ways that keep their
// class. There is a widely read list of such changes, with numbers. One of them does nothing at all. Another one makes
// this network unable to learn anything.
//
// After this lesson you can find out which changes a network cannot bear, choose the transforms that it lacks,
// recognize a transform that destroys the label, and keep your validation images out of it.
//
// It takes about half an hour; all trainings together take less than a minute. Run the cells from top to bottom. The
// questions are at the end.

// %%
import {
  accuracy,
  datasets,
  ImageDataGenerator,
  type ImageDataGeneratorOptions,
  type NdArray,
  plot,
  ready,
  seed,
  tf,
  toTensor,
} from 'unstuck';

const { engine, threads } = await ready();
console.log(`Engine: ${engine}, threads: ${threads}`);

/** Everything random below follows from this number. Change it and run all cells again: the story stays the same. */
const SEED = 1;

// %% [markdown]
// ## The symptom
//
// The images are arrows, triangles that point to the left or to the right; which of the two is the class. In the
// **studio** each lies near the middle and straight. In the **field** the camera is turned by up to 20 degrees and
// moved by up to a quarter of the picture, each time by another amount.

// %%
interface Arrows {
  x: tf.Tensor;
  y: tf.Tensor;
}

/** Arrows, half of them to the left (0) and half to the right (1), by turns. */
function arrows(n: number, perClass: number): Arrows {
  const triangles = datasets.shapes({ seed: n, only: ['triangle'], perClass: 2 * perClass, noise: 5 });
  const x = tf.tidy(() => {
    // They point up. Rows and columns exchanged, they point to the left.
    const left = toTensor(triangles.x).transpose([0, 2, 1, 3]);
    return tf.stack(tf.unstack(left).map((image, row) => (row % 2 === 1 ? image.reverse(1) : image)));
  });
  const labels = Float32Array.from({ length: 2 * perClass }, (_, row) => row % 2);
  return { x, y: toTensor({ values: labels, shape: [2 * perClass, 1] }) };
}

/** Each image with a transform of its own. */
function transformed(images: tf.Tensor, options: ImageDataGeneratorOptions): tf.Tensor {
  const generator = new ImageDataGenerator(options);
  return tf.tidy(() => tf.stack(tf.unstack(images).map((image) => generator.randomTransform(image))));
}

seed(SEED);
const outside: ImageDataGeneratorOptions = {
  rotationRange: 20,
  widthShiftRange: 0.25,
  heightShiftRange: 0.25,
};
const studio = arrows(SEED, 30);
const newStudio = arrows(SEED + 1, 100);
const field = { x: transformed(newStudio.x, outside), y: newStudio.y };

const pixelsOf = (images: tf.Tensor, count = 8): NdArray => {
  const values = tf.tidy(() => images.slice(0, count).dataSync()) as Float32Array;
  return { values, shape: [count, 16, 16, 3] };
};
const direction = (row: number) => (row % 2 === 0 ? 'left' : 'right');
const eight = Array.from({ length: 8 }, (_, row) => direction(row));
console.log(plot.images(pixelsOf(studio.x), { labels: eight, range: [0, 255], title: 'Studio' }));
console.log(plot.images(pixelsOf(field.x), { labels: eight, range: [0, 255], title: 'Field' }));

// %% [markdown]
// The network is a small CNN, whose first layer brings the pixels to between -2 and 2 (lesson 1). It is trained through
// a **generator**, an object that hands out batches of images and may change each image on the way. For now it changes
// nothing: the list of options is empty.

// %%
function network(): tf.Sequential {
  seed(SEED);
  const model = tf.sequential({
    layers: [
      tf.layers.rescaling({ inputShape: [16, 16, 3], scale: 1 / 64, offset: -2 }),
      tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 32, activation: 'relu' }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.005), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

const EPOCHS = 60;

/** Trains a new network on studio images that the generator changes; watches the field. */
async function learn(options: ImageDataGeneratorOptions, epochs = EPOCHS) {
  const model = network();
  const batches = new ImageDataGenerator(options).flow(studio.x, studio.y, { batchSize: 16 });
  const validationData: [tf.Tensor, tf.Tensor] = [field.x, field.y];
  const { history } = await model.fitDataset(batches as never, { epochs, validationData, verbose: 0 });
  return { model, history: history as Record<string, number[]> };
}

const plain = await learn({});
plot.curves({ plain: plain }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] });

// %% [markdown]
// Look at the gap. The training images are learned perfectly, but in the field (`val_acc`) a large share is wrong. It
// looks like the overfitting of lesson 4. But there the network knew its training images one by one. Does it here?

// %% check
console.assert(plain.history.acc!.at(-1)! > 0.97, 'The training images are learned perfectly.');
console.assert(plain.history.val_acc!.at(-1)! < 0.85, 'In the field a large share is wrong.');

// %% [markdown]
// ## Measure
//
// Two measurements answer that:
//
// 1. The accuracy on *new* images from the studio. A network that knows its images by heart is bad at these.
// 2. A **probe**: take the new studio images, change *one* thing by a little and then by more, and watch the accuracy.

// %%
const two = (value: number) => Number(value.toFixed(2));

function score(model: tf.LayersModel, images: tf.Tensor): number {
  const labels = newStudio.y.dataSync();
  const guesses = tf.tidy(() => (model.predict(images) as tf.Tensor).dataSync());
  return two(accuracy(labels, guesses));
}

/** A change by hand: turned by `theta` degrees, moved to the side by `tx` pixels, up or down by `ty`. */
type Change = { theta?: number; tx?: number; ty?: number };

/** Mean accuracy over some changes, each made to all new studio images. */
function probe(model: tf.LayersModel, changes: Change[]): number {
  const generator = new ImageDataGenerator();
  const scores = changes.map((change) =>
    tf.tidy(() =>
      score(model, tf.stack(tf.unstack(newStudio.x).map((image) => generator.applyTransform(image, change)))),
    ),
  );
  return two(scores.reduce((sum, one) => sum + one, 0) / scores.length);
}

const signs = [1, -1];
/** The probe for each size, in every direction of a diagonal: left or right, and up or down. */
const moved = (model: tf.LayersModel) =>
  Object.fromEntries(
    [0, 1, 2, 3, 4].map((by) => {
      const changes = signs.flatMap((x) => signs.map((y) => ({ tx: x * by, ty: y * by })));
      return [`${by} px`, probe(model, changes)];
    }),
  );
const turned = (model: tf.LayersModel) =>
  Object.fromEntries(
    [0, 10, 20, 30].map((by) => [`${by} degrees`, probe(model, [{ theta: by }, { theta: -by }])]),
  );

console.log(`new studio images: ${score(plain.model, newStudio.x)}, field: ${score(plain.model, field.x)}`);
console.log('all moved along a diagonal, or all turned:');
console.table({ plain: moved(plain.model) });
console.table({ plain: turned(plain.model) });

// %% [markdown]
// It does *not* know its images by heart: on new studio images it is nearly perfect. It has learned what a studio arrow
// is. It hardly minds a turn of up to 20 degrees either, and that is all that the field has. What it cannot bear is a
// shift. The farther the arrows are moved, the more often it is wrong; moved by 4 pixels both ways, it might as well
// toss a coin.
//
// So the cures of lesson 4 are of no use. Nothing here is learned too well. Something was never shown.

// %% check
console.assert(score(plain.model, newStudio.x) > 0.95, 'On new studio images it is nearly perfect.');
console.assert(turned(plain.model)['20 degrees']! > 0.85, 'It hardly minds a turn of up to 20 degrees.');
console.assert(
  Math.abs(moved(plain.model)['4 px']! - 0.5) < 0.12,
  'Moved by 4 pixels both ways, it might as well toss a coin.',
);

// %% [markdown]
// ## The cause, by hand
//
// Why does the place matter so much? Draw an arrow to the left. Its upper border rises to the right, like `/`, and its
// lower border falls, like `\`. In an arrow to the right it is the other way round. Both arrows have both borders: what
// tells them apart is *where* each of them lies.
//
// A convolution looks for the same thing everywhere. But then `flatten` gives each place of the picture weights of its
// own. In the studio these can learn: `/` in the upper half of the picture means left. Now move an arrow to the right
// upwards. Its lower border, a `/`, comes into the upper half of the picture, and there it means left.
//
// And a weight can only learn from what arrives at its place, since the slope of the loss by a weight is
//
// `(slope at its output) * (value at its input)`
//
// So count what could arrive. In the field an arrow may be moved by up to 4 pixels in each direction: 9 * 9 = 81
// places. It may be turned by 20 degrees to either side; in steps of 5 degrees that makes 9. With two classes there are
//
// `81 * 9 * 2 = 1458`
//
// kinds of images, and sizes and contrasts are not even counted. 60 images show at most 60 of them. Here they show
// fewer, since all of them lie near the middle.
//
// With a generator that draws a new place and a new angle for each image in each epoch, the network sees 60 images in
// each of 60 epochs, 3,600 in all, no two alike. It costs nothing but time.

// %% [markdown]
// ## The fix
//
// This is one studio arrow as the generator hands it out, eight times. Note the edges: where the picture would end, its
// last row or column is repeated (`fillMode: 'nearest'`, the default).

// %%
seed(SEED);
const oneArrow = tf.tidy(() => tf.tile(studio.x.slice(0, 1), [8, 1, 1, 1]));
const eightTimes = transformed(oneArrow, outside);
plot.images(pixelsOf(eightTimes), { range: [0, 255], labels: Array(8).fill('left') });

// %%
const augmented = await learn(outside);
console.log(
  `new studio images: ${score(augmented.model, newStudio.x)}, field: ${score(augmented.model, field.x)}`,
);
console.table({ plain: moved(plain.model), augmented: moved(augmented.model) });
console.table({ plain: turned(plain.model), augmented: turned(augmented.model) });
plot.curves({ plain: plain, augmented: augmented }, { metrics: ['loss', 'val_loss', 'acc', 'val_acc'] });

// %% [markdown]
// Look at four things.
//
// - In the field it is much better, and it bears to be moved.
// - It bears what it was shown, and no more. A turn of 30 degrees was never shown, and there it is even worse than
//   before.
// - On new studio images there was hardly anything to gain. Had we tested there alone, augmentation would have looked
//   useless. It helps exactly against the variation that the new images have and the training images lack.
// - The training accuracy rises more slowly. These images are harder, and new ones come every time: there is nothing to
//   learn by heart.

// %% check
console.assert(
  score(augmented.model, field.x) > score(plain.model, field.x) + 0.1,
  'In the field it is much better.',
);
console.assert(
  turned(augmented.model)['30 degrees']! < turned(plain.model)['30 degrees']!,
  'A turn of 30 degrees is even worse than before.',
);
console.assert(
  score(plain.model, newStudio.x) > 0.95,
  'On new studio images there was hardly anything to gain.',
);
console.assert(
  augmented.history.acc![5]! < plain.history.acc![5]!,
  'The training accuracy rises more slowly.',
);

// %% [markdown]
// ## What it is not
//
// ### A flip that changes the class
//
// The widely read list is: rotation 20, shifts 0.2, shear 0.2, zoom 0.2, **horizontal flip**. You will meet it in many
// programs. Here it is.

// %%
const published: ImageDataGeneratorOptions = {
  rotationRange: 20,
  widthShiftRange: 0.2,
  heightShiftRange: 0.2,
  shearRange: 0.2,
  zoomRange: 0.2,
  horizontalFlip: true,
};
const copied = await learn(published, 30);
console.log(`new studio images: ${score(copied.model, newStudio.x)}, field: ${score(copied.model, field.x)}`);

seed(SEED);
const sameArrow = tf.tidy(() => tf.tile(studio.x.slice(0, 1), [8, 1, 1, 1]));
const flipped = transformed(sameArrow, { horizontalFlip: true });
console.log(plot.images(pixelsOf(flipped), { range: [0, 255], labels: Array(8).fill('left') }));
plot.curves({ 'as published': copied }, { metrics: ['loss', 'acc'] });

// %% [markdown]
// The loss hovers near log 2, about 0.69, the loss of a coin. You have seen that line in other lessons, with a network
// that was dead or slow. This network is neither. Look at the pictures: all eight are labelled "left".
//
// Mirrored, an arrow to the left is an arrow to the right, but it keeps its label. The flip comes in half of the draws.
// So whatever an arrow looks like, in half of the cases it is called left and in half of them right: the labels say
// nothing any more, and the best answer is "50 %" for every image. In the words of lesson 4, half of the labels are
// wrong, and the floor of the loss is log 2.
//
// Whether a transform is allowed is no question of machine learning. Ask: would a person, shown the changed image,
// still give it the same label? A flip is fine for cats and for flowers. It is not for arrows, letters, digits, or the
// left and the right lung.

// %% check
console.assert(
  copied.history.loss!.slice(-5).every((loss) => Math.abs(loss - Math.LN2) < 0.1),
  'The loss hovers near log 2.',
);

// %%
const noFlip = await learn({ ...published, horizontalFlip: false });
console.log(`without the flip, field: ${score(noFlip.model, field.x)}`);

// %% check
console.assert(score(noFlip.model, field.x) > 0.86, 'Without the flip it generalizes.');

// %% [markdown]
// ### A shear that does nothing
//
// In the same list stands `shear 0.2`. A **shear** moves every row sideways, the more the farther it is from the
// middle. In Keras, and here, the number is an angle in **degrees**. A row at a distance of `d` pixels from the middle
// moves by
//
// `d * sin(angle)`
//
// In a picture of 16 pixels the edge is 8 pixels from the middle. With 0.2 degrees the sine is 0.0035, and the edge
// moves by 0.03 pixels. Whoever writes 0.2 may think of radians, which would be 11.5 degrees and 1.6 pixels.

// %%
/** Mean change of a pixel, in grey levels, when all new studio images are sheared. */
function pixelChange(shear: number): number {
  const generator = new ImageDataGenerator();
  return tf.tidy(() => {
    const sheared = tf.stack(
      tf.unstack(newStudio.x).map((image) => generator.applyTransform(image, { shear })),
    );
    return two(sheared.sub(newStudio.x).abs().mean().dataSync()[0]!);
  });
}

console.table(
  [0.2, 2, 11.5].map((degrees) => ({
    degrees,
    'the edge moves by (px)': two(8 * Math.sin((degrees * Math.PI) / 180)),
    'mean change of a pixel': pixelChange(degrees),
  })),
);

// %% [markdown]
// The noise in these images has a standard deviation of 5 grey levels. Against that the first line is nothing. It does
// no harm either, and so nobody ever notices. An option that changes nothing is a bug that no test finds: look at what
// the generator hands out before you train on it, as we did above.
//
// ### Validation images that are changed as well
//
// A published recipe gives the generator `validationSplit: 0.2` and asks it for two subsets, one for training and one
// for validation. In Keras both come from the *same* generator, so **the validation images are augmented too**. The
// generator here leaves them as they are, unless you ask for Keras' way with `augmentValidation: true`. Here is the
// same trained network, evaluated four times on the same validation images, in both ways:

// %% check
console.assert(pixelChange(0.2) < 2.5, 'Against a noise of 5 the first line is nothing.');

// %%
async function evaluateFourTimes(augmentValidation: boolean): Promise<number[]> {
  const generator = new ImageDataGenerator({ ...outside, validationSplit: 0.2, augmentValidation });
  const validation = generator.flow(newStudio.x, newStudio.y, { subset: 'validation' });
  const scores: number[] = [];
  for (let i = 0; i < 4; i++) {
    const [loss, accuracyTensor] = (await plain.model.evaluateDataset(
      validation as never,
      {},
    )) as tf.Scalar[];
    scores.push(two(accuracyTensor!.dataSync()[0]!));
    tf.dispose([loss!, accuracyTensor!]);
  }
  return scores;
}

seed(SEED);
console.log('as they are:     ', (await evaluateFourTimes(false)).join('  '));
console.log("Keras' way:      ", (await evaluateFourTimes(true)).join('  '));

// %% [markdown]
// In Keras' way the same network gets now one score and now another: part of every step of a validation curve is dice,
// and `EarlyStopping` or `ReduceLROnPlateau` act on it. And the score follows the generator: with a flip that destroys
// the label it would be about one half for the best network there is.
//
// You may object that Keras' way is nearer to the score in the field. Here it is, because we gave the generator the
// very changes that the field has. It would say the same if the field were quite another. What validation images should
// look like is a question of its own: like those that the network will meet. So take them from the field, once, and
// leave them alone.

// %% check
{
  const [untouched, changed] = [await evaluateFourTimes(false), await evaluateFourTimes(true)];
  console.assert(new Set(untouched).size === 1, 'Left as they are, they give one score.');
  console.assert(new Set(changed).size > 1, 'In Keras way the scores differ.');
}

// %%
// What is no longer needed is given back: tensors live outside JavaScript's garbage collector.
for (const { model } of [plain, augmented, copied, noFlip]) model.dispose();
tf.dispose([studio.x, studio.y, newStudio.x, newStudio.y, field.x, oneArrow, eightTimes, sameArrow, flipped]);

// %% [markdown]
// ## The claims, settled over twenty seeds
//
// Each line was trained from 20 seeds, each with its own images and initial weights, and tested on new images from the
// studio and on the same ones in the field. The score is the **balanced accuracy**, the mean over both classes of the
// share that is right. A run *generalized* when it reached 0.86 in the field. For the second table the network that was
// given rotation 20 and shifts .25 was evaluated ten times on the same new images from the studio.
//
// - **B5**: augmentation with rotation 20, shifts 0.2, shear 0.2, zoom 0.2 and a horizontal flip helps generalization.
// - **C6**, as far as it speaks of images: augmentation together with oversampling (repeating the images of a rare
//   class) helps the rare class.
// - **D3**: a generator with `validationSplit: 0.2` gives a training and a validation subset without overlap. (So it
//   does. The second table is about what else it does to the validation images, in Keras.)
//
// <!-- claims:05-augmentation -->
//
// | the training images were given | balanced accuracy in the studio, median | moved by 4 pixels both ways, median | in the field, least / median / most | arrows to the right that are told in the field, median | generalized: at least 0.86 |
// | --- | --- | --- | --- | --- | --- |
// | **Arrows to the left or to the right, 30 of each, 60 epochs** | | | | | |
// | nothing | 1.00 | 0.48 | 0.67 / 0.75 / 0.80 | 0.77 | 0 of 20 |
// | B5: as published, with the flip | 0.51 | 0.49 | 0.44 / 0.50 / 0.59 | 0.47 | 0 of 20 |
// | B5: as published, without the flip | 1.00 | 0.80 | 0.89 / 0.95 / 0.98 | 0.95 | 20 of 20 |
// | rotation 20 and shifts .25 | 1.00 | 0.86 | 0.93 / 0.97 / 0.98 | 0.96 | 20 of 20 |
// | shifts .25 | 1.00 | 0.86 | 0.93 / 0.96 / 0.98 | 0.95 | 20 of 20 |
// | rotation 20 | 1.00 | 0.50 | 0.71 / 0.77 / 0.83 | 0.80 | 0 of 20 |
// | shear .2, in degrees | 1.00 | 0.47 | 0.68 / 0.75 / 0.80 | 0.75 | 0 of 20 |
// | shear 11.5 degrees, which is .2 radians | 1.00 | 0.47 | 0.68 / 0.75 / 0.81 | 0.76 | 0 of 20 |
// | vertical flip, which keeps the class | 1.00 | 0.47 | 0.67 / 0.76 / 0.82 | 0.76 | 0 of 20 |
// | horizontal flip, which changes the class | 0.52 | 0.49 | 0.46 / 0.51 / 0.59 | 0.48 | 0 of 20 |
// | nothing, 120 of each, 16 epochs | 1.00 | 0.45 | 0.68 / 0.75 / 0.82 | 0.71 | 0 of 20 |
// | **C6: 54 to the left and 6 to the right, 60 epochs** | | | | | |
// | nothing | 0.89 | 0.48 | 0.57 / 0.66 / 0.74 | 0.43 | 0 of 20 |
// | the 6 repeated nine times | 0.94 | 0.50 | 0.63 / 0.69 / 0.77 | 0.51 | 0 of 20 |
// | rotation 20 and shifts .25 | 0.96 | 0.71 | 0.66 / 0.85 / 0.92 | 0.71 | 9 of 20 |
// | C6: the 6 repeated nine times, rotation 20 and shifts .25 | 0.99 | 0.78 | 0.74 / 0.91 / 0.96 | 0.82 | 16 of 20 |
//
// | the validation images were | lowest and highest score of ten, medians | apart by, least / median / most |
// | --- | --- | --- |
// | left as they are | 1.00 and 1.00 | 0.00 / 0.00 / 0.00 |
// | D3: changed like the training images, Keras' way | 0.94 and 0.99 | 0.03 / 0.05 / 0.09 |
// | Keras' way, with the horizontal flip | 0.41 and 0.59 | 0.10 / 0.15 / 0.29 |
//
// <!-- /claims -->
//
// What this says:
//
// - B5 holds only when every transform of the list keeps the class. As published, with the flip, nothing is learned
//   from any seed: neither the studio nor the field is told better than by tossing a coin. Without that one word the
//   same list generalizes from every seed.
// - The shifts do the work. By themselves they are as good as together with the rotation. Rotation, either shear and a
//   flip that keeps the class leave the field nearly as it was, and none of them generalizes from a single seed.
//   Nothing is wrong with them: this field does not ask for them, as the probes said beforehand.
// - Nor do four times as many images from the studio help. More of the same is not what was missing.
// - "Helps generalization" means: against the variation that was added. In the studio column of the first group
//   there is nothing to gain.
// - C6 holds here, with both of its halves. Repeating the six images helps their class a little, for copies are no
//   variety (lesson 4). Augmentation alone helps it more, and both together most. Even so, not every seed generalizes:
//   behind all the copies there are still six arrows.
// - D3: left as they are, the validation images give one network one score. In Keras' way the scores differ, and with a
//   flip that changes the class they lie about one half, whatever the network knows.

// %% [markdown]
// ## Questions
//
// Ten points. Fill in the cells, save the notebook, and have it graded:
//
// `npx unstuck grade notebooks/05-augmentation.ipynb`
//
// Each question is followed by a cell with which you can check yourself first.
//
// ### Question 1: shift an image (3 points)
//
// Write the simplest transform yourself. An image is a list of rows, each a list of numbers. Move it down by `down`
// pixels and to the right by `right` pixels, both whole numbers (negative ones move up and to the left). Where the old
// picture does not reach, repeat its nearest pixel, as `fillMode: 'nearest'` does. The image that you are given must
// stay as it is.

// %% question=q1
function shiftImage(image: number[][], down: number, right: number): number[][] {
  // BEGIN SOLUTION return a shifted copy, its borders repeated
  const nearest = (at: number, size: number) => Math.min(Math.max(at, 0), size - 1);
  return image.map((row, i) => {
    const source = image[nearest(i - down, image.length)]!;
    return row.map((_, j) => source[nearest(j - right, row.length)]!);
  });
  // END SOLUTION
}

// %%
// By hand: everything one to the right, the first column repeated.
try {
  console.log(
    JSON.stringify(
      shiftImage(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        0,
        1,
      ),
    ),
    'expected [[1,1,2],[4,4,5]]',
  );
} catch (error) {
  console.log((error as Error).message);
}

// %% [markdown]
// ### Question 2: make it leave the studio (4 points)
//
// Write `augment`. It is given the studio images, `[60, 16, 16, 3]`, with pixels divided by 255, and returns as many
// images of the same shape. It is called anew before every epoch; the labels stay as they are.
//
// The grader draws new arrows, trains the network below for 60 epochs in batches of 16 on what `augment` returns, and
// tests it in the field, on 1,000 new arrows that are turned by up to 20 degrees and moved by up to a quarter: at least
// 86 % must be right. Which direction is called 1 is drawn anew, and one lucky run is not enough.

// %% question=q2
function augment(x: tf.Tensor): tf.Tensor {
  // BEGIN SOLUTION return each image with a random change that keeps its class
  // STUB: return x;
  const generator = new ImageDataGenerator({
    rotationRange: 20,
    widthShiftRange: 0.25,
    heightShiftRange: 0.25,
  });
  return tf.tidy(() => tf.stack(tf.unstack(x).map((image) => generator.randomTransform(image))));
  // END SOLUTION
}

function buildModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.rescaling({ inputShape: [16, 16, 3], scale: 4, offset: -2 }),
      tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 32, activation: 'relu' }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.005), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}

// %%
// What your augment hands out: all of it should still be called "left". Then the same as the grader does.
seed(SEED);
const trial = arrows(SEED + 2, 30);
const trialField = arrows(SEED + 3, 100);
const trialX = trial.x.div(255);
const trialFieldX = transformed(trialField.x, outside).div(255);
const sample = tf.tidy(() => augment(tf.tile(trialX.slice(0, 1), [8, 1, 1, 1])));
console.log(plot.images(pixelsOf(sample), { range: [0, 1], labels: Array(8).fill('left') }));

const yourModel = buildModel();
for (let epoch = 0; epoch < 60; epoch++) {
  const images = augment(trialX);
  await yourModel.fit(images, trial.y, { epochs: 1, batchSize: 16, verbose: 0 });
  // The untouched starter returns the images themselves.
  if (images !== trialX) images.dispose();
}
const yourGuesses = tf.tidy(() => (yourModel.predict(trialFieldX) as tf.Tensor).dataSync());
console.log(`right in the field: ${two(accuracy(trialField.y.dataSync(), yourGuesses))}`);
yourModel.dispose();
tf.dispose([trial.x, trial.y, trialField.x, trialField.y, trialX, trialFieldX, sample]);

// %% [markdown]
// ### Question 3: how far a shear moves (3 points)
//
// A generator shears by `s` **degrees**. Write by how many pixels a row at a distance of `d` pixels from the middle is
// moved, as a formula in `d` and `s` that [mathjs](https://mathjs.org) can read: `+ - * / ^`, `sin`, `cos`, `pi`,
// brackets. Its `sin` takes radians. The grader compares its values and its slope by `s`.

// %% question=q3
// BEGIN SOLUTION the distance as a formula in d and s
// STUB: const shearDistance = 'TODO';
const shearDistance = 'd * sin(s * pi / 180)';

// END SOLUTION

// %%
import { evaluate } from 'mathjs';

// Beside the table above: 0.03, 0.28 and 1.59 pixels.
try {
  console.table(
    [0.2, 2, 11.5].map((s) => ({ degrees: s, yours: two(evaluate(shearDistance, { d: 8, s })) })),
  );
} catch (error) {
  console.log(`${shearDistance}: ${(error as Error).message}`);
}

// %% [markdown]
// ## Where to go from here
//
// The list of lessons, and what each of them settles, is in [course.md](../course.md).

/**
 * Claims B5, C6 (as far as images) and D3 over 20 seeds, with their neighbours.
 * `npx unstuck dev claim 05-augmentation` measures and writes the table into the lesson and course.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  accuracy,
  balancedAccuracy,
  datasets,
  ImageDataGenerator,
  type ImageDataGeneratorOptions,
  type NdArray,
  ready,
  recall,
  seed,
  takeRows,
  tf,
  toTensor,
  train,
} from 'unstuck';

const SEEDS = 20;
/** A run generalizes when its balanced accuracy on new images is at least this. */
const GENERALIZES = 0.86;
/** Test images are drawn with this added to the seed. */
const TEST = 100_000;
const SIDE = 16;
/** How often one network is evaluated for D3. */
const EVALUATIONS = 10;

interface Variant {
  what: string;
  options: ImageDataGeneratorOptions;
  /** Arrows to the left and to the right in the training set. Default 30 each. */
  counts?: [number, number];
  /** Repeats the rarer class until both are equal. */
  copied?: boolean;
  epochs?: number;
  /** Evaluates the trained network again and again on validation images, for D3. */
  evaluated?: boolean;
}

/** One training: balanced accuracy on images taken as the training images were, and on others. */
interface Run {
  seed: number;
  studio: number;
  /** Of studio images moved by 4 pixels along a diagonal, each of the four ways. */
  moved: number;
  field: number;
  /** Share of the arrows to the right that is told in the field. */
  right: number;
  evaluations?: Record<Validation, Scores>;
}

/** Accuracy of one network, evaluated ten times on the same 80 validation images from the studio. */
interface Scores {
  lowest: number;
  highest: number;
}

type Validation = 'untouched' | 'augmented' | 'flipped';

interface Arrows {
  x: NdArray;
  y: NdArray;
}

type Results = Record<string, { what: string; runs: Run[] }>;

/** What happens to the images in the field. */
const FIELD: ImageDataGeneratorOptions = { rotationRange: 20, widthShiftRange: 0.25, heightShiftRange: 0.25 };
const ANSWER_B: ImageDataGeneratorOptions = {
  rotationRange: 20,
  widthShiftRange: 0.2,
  heightShiftRange: 0.2,
  shearRange: 0.2,
  zoomRange: 0.2,
  horizontalFlip: true,
};

const GROUPS: Record<string, Record<string, Variant>> = {
  'Arrows to the left or to the right, 30 of each, 60 epochs': {
    plain: { what: 'nothing', options: {} },
    b: { what: 'B5: as published, with the flip', options: ANSWER_B },
    'b-no-flip': {
      what: 'B5: as published, without the flip',
      options: { ...ANSWER_B, horizontalFlip: false },
    },
    field: { what: 'rotation 20 and shifts .25', options: FIELD, evaluated: true },
    shifts: { what: 'shifts .25', options: { widthShiftRange: 0.25, heightShiftRange: 0.25 } },
    rotation: { what: 'rotation 20', options: { rotationRange: 20 } },
    shear: { what: 'shear .2, in degrees', options: { shearRange: 0.2 } },
    radians: { what: 'shear 11.5 degrees, which is .2 radians', options: { shearRange: 11.5 } },
    vertical: { what: 'vertical flip, which keeps the class', options: { verticalFlip: true } },
    horizontal: { what: 'horizontal flip, which changes the class', options: { horizontalFlip: true } },
    more: { what: 'nothing, 120 of each, 16 epochs', options: {}, counts: [120, 120], epochs: 16 },
  },
  'C6: 54 to the left and 6 to the right, 60 epochs': {
    rare: { what: 'nothing', options: {}, counts: [54, 6] },
    copied: { what: 'the 6 repeated nine times', options: {}, counts: [54, 6], copied: true, epochs: 34 },
    'rare-varied': { what: 'rotation 20 and shifts .25', options: FIELD, counts: [54, 6] },
    varied: {
      what: 'C6: the 6 repeated nine times, rotation 20 and shifts .25',
      options: FIELD,
      counts: [54, 6],
      copied: true,
      epochs: 34,
    },
  },
};

const VALIDATIONS: Record<Validation, { what: string; options: ImageDataGeneratorOptions }> = {
  untouched: { what: 'left as they are', options: { ...FIELD, augmentValidation: false } },
  augmented: {
    what: "D3: changed like the training images, Keras' way",
    options: { ...FIELD, augmentValidation: true },
  },
  flipped: {
    what: "Keras' way, with the horizontal flip",
    options: { ...FIELD, horizontalFlip: true, augmentValidation: true },
  },
};

/** Triangles turned to the left (label 0) or to the right (label 1). */
function arrows(n: number, [left, right]: [number, number]): Arrows {
  const { x } = datasets.shapes({ seed: n, only: ['triangle'], perClass: left + right, noise: 5 });
  const labels = Float32Array.from({ length: left + right }, (_, row) => (row < left ? 0 : 1));
  return {
    x: { ...x, values: x.values.map((_, at) => x.values[source(at, labels)]!) },
    y: { values: labels, shape: [left + right, 1] },
  };
}

/** The value of a triangle that points up, by place in the picture that points aside. */
function source(at: number, labels: Float32Array): number {
  const [channel, column, row] = [at % 3, Math.floor(at / 3) % SIDE, Math.floor(at / 3 / SIDE) % SIDE];
  const image = Math.floor(at / 3 / SIDE / SIDE);
  const above = labels[image] === 0 ? column : SIDE - 1 - column;
  return ((image * SIDE + above) * SIDE + row) * 3 + channel;
}

/** Trains every variant over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function measure(file: string, report: (line: string) => void): Promise<void> {
  await ready();
  const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  for (const [name, variant] of Object.values(GROUPS).flatMap((group) => Object.entries(group))) {
    results[name] ??= { what: variant.what, runs: [] };
    const { runs } = results[name];
    while (runs.length < SEEDS) {
      const run = await trainOnce(variant, runs.length + 1);
      runs.push(run);
      writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
      report(`${name} seed ${run.seed}: studio ${run.studio.toFixed(3)}, field ${run.field.toFixed(3)}`);
    }
  }
}

async function trainOnce(variant: Variant, n: number): Promise<Run> {
  const { x, y } = training(variant, n);
  const test = arrows(n + TEST, [200, 200]);
  const [images, labels, studio] = [toTensor(x), toTensor(y), toTensor(test.x)];
  seed(n + TEST);
  const field = transformed(new ImageDataGenerator(FIELD), studio);
  seed(n);
  const model = network();
  const drawn = tf.variable(images, false);
  const generator = new ImageDataGenerator(variant.options);
  const onEpochBegin = async () => {
    const next = transformed(generator, images);
    drawn.assign(next);
    next.dispose();
  };
  const { epochs = 60 } = variant;
  await train(model, {
    x: drawn,
    y: labels,
    epochs,
    batchSize: 16,
    seed: n,
    statistics: false,
    callbacks: [{ onEpochBegin }],
  });
  const inTheField = answers(model, field);
  const run: Run = {
    seed: n,
    studio: rounded(balancedAccuracy(test.y.values, answers(model, studio))),
    moved: rounded(scoreMoved(model, test)),
    field: rounded(balancedAccuracy(test.y.values, inTheField)),
    right: rounded(recall(test.y.values, inTheField)),
    ...(variant.evaluated ? { evaluations: await evaluate(model, test) } : {}),
  };
  model.dispose();
  tf.dispose([images, labels, studio, field, drawn]);
  return run;
}

/** 1 where the network says "to the right". */
function answers(model: tf.LayersModel, images: tf.Tensor): ArrayLike<number> {
  return tf.tidy(() => (model.predict(images) as tf.Tensor).greater(0.5).dataSync());
}

async function evaluate(model: tf.LayersModel, test: Arrows): Promise<Record<Validation, Scores>> {
  const scores: Partial<Record<Validation, Scores>> = {};
  for (const [name, { options }] of Object.entries(VALIDATIONS))
    scores[name as Validation] = await evaluateAgain(model, test, options);
  return scores as Record<Validation, Scores>;
}

async function evaluateAgain(
  model: tf.LayersModel,
  { x, y }: Arrows,
  options: ImageDataGeneratorOptions,
): Promise<Scores> {
  // The subset is the first fifth: both directions must be in it.
  const half = y.values.length / 2;
  const rows = Array.from(y.values, (_, i) => (i % 2) * half + Math.floor(i / 2));
  const generator = new ImageDataGenerator({ ...options, validationSplit: 0.2 });
  const flow = generator.flow(takeRows(x, rows), takeRows(y, rows), {
    subset: 'validation',
    batchSize: rows.length,
  });
  const scores: number[] = [];
  for (let i = 0; i < EVALUATIONS; i++)
    for await (const { xs, ys } of flow) {
      scores.push(accuracy(ys!.dataSync(), answers(model, xs)));
      tf.dispose([xs, ys!]);
    }
  return { lowest: rounded(Math.min(...scores)), highest: rounded(Math.max(...scores)) };
}

function scoreMoved(model: tf.LayersModel, test: Arrows): number {
  const generator = new ImageDataGenerator();
  const ways = [4, -4].flatMap((tx) => [4, -4].map((ty) => ({ tx, ty })));
  const scores = ways.map((way) =>
    tf.tidy(() => {
      const images = tf.unstack(toTensor(test.x)).map((image) => generator.applyTransform(image, way));
      return balancedAccuracy(test.y.values, answers(model, tf.stack(images)));
    }),
  );
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function training({ counts = [30, 30], copied }: Variant, n: number): Arrows {
  const { x, y } = arrows(n, counts);
  if (!copied) return { x, y };
  const [left, right] = counts;
  const rows = Array.from({ length: 2 * left }, (_, i) => (i < left ? i : left + (i % right)));
  return { x: takeRows(x, rows), y: takeRows(y, rows) };
}

function transformed(generator: ImageDataGenerator, images: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.stack(tf.unstack(images).map((image) => generator.randomTransform(image))));
}

function network(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.rescaling({ scale: 1 / 64, offset: -2, inputShape: [SIDE, SIDE, 3] }),
      tf.layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 32, activation: 'relu' }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.005), loss: 'binaryCrossentropy' });
  return model;
}

/** Draws the results as two Markdown tables. */
export function render(results: unknown): string {
  const measured = results as Results;
  return [
    `| the training images were given | balanced accuracy in the studio, median | moved by 4 pixels both ways, median | in the field, least / median / most | arrows to the right that are told in the field, median | generalized: at least ${GENERALIZES} |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.entries(GROUPS).flatMap(([title, variants]) => [
      `| **${title}** | | | | | |`,
      ...Object.keys(variants).map((name) => row(measured[name])),
    ]),
    '',
    '| the validation images were | lowest and highest score of ten, medians | apart by, least / median / most |',
    '| --- | --- | --- |',
    ...(Object.keys(VALIDATIONS) as Validation[]).map((name) =>
      validationRow(name, measured.field?.runs ?? []),
    ),
  ].join('\n');
}

function row(variant: Results[string] | undefined): string {
  if (!variant) return '| not measured | | | | | |';
  const { what, runs } = variant;
  const generalized = runs.filter(({ field }) => field >= GENERALIZES).length;
  const cells = [
    what,
    median(runs.map(({ studio }) => studio)).toFixed(2),
    median(runs.map(({ moved }) => moved)).toFixed(2),
    spread(runs.map(({ field }) => field)),
    median(runs.map(({ right }) => right)).toFixed(2),
    `${generalized} of ${runs.length}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function validationRow(name: Validation, runs: Run[]): string {
  const scores = runs.map(({ evaluations }) => evaluations![name]);
  if (scores.length === 0) return '| not measured | | |';
  const ends = [scores.map(({ lowest }) => lowest), scores.map(({ highest }) => highest)];
  const apart = spread(scores.map(({ lowest, highest }) => highest - lowest));
  return `| ${VALIDATIONS[name].what} | ${ends.map((all) => median(all).toFixed(2)).join(' and ')} | ${apart} |`;
}

/** Least, lower median and most. */
function spread(values: number[]): string {
  return [Math.min(...values), median(values), Math.max(...values)]
    .map((value) => value.toFixed(2))
    .join(' / ');
}

/** Lower median. */
function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

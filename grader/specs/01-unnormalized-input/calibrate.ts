/**
 * How surely question 2 tells right from wrong: every answer in answers/q2 is trained over 60 seeds on data of
 * its own, as the spec does it. So are those in grey/q2, which sometimes pass: they are recorded, not judged.
 * `npx unstuck dev calibrate 01-unnormalized-input` writes calibration.json.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { transformSync } from '@swc/core';
import { accuracy, datasets, ready, seed, tf, toTensor, train } from 'unstuck';
import { generator } from 'unstuck/random';

/** Not the seeds on which the data and the thresholds were chosen. */
const FIRST_SEED = 1001;
const SEEDS = 60;
/** As in spec.test.ts. */
const ACCURACY = 0.9;
const CONFIDENCE = 0.95;

interface Answer {
  preprocess(x: tf.Tensor): Promise<tf.Tensor> | tf.Tensor;
  buildModel(): Promise<tf.LayersModel> | tf.LayersModel;
}

interface Variant {
  /** Absent in the grey zone. */
  expected?: 'pass' | 'fail';
  trainAccuracies: number[];
  testAccuracies: number[];
}

interface Bounds {
  /** Upper 95 % bound (Clopper and Pearson, one-sided) on a right answer failing one run. */
  falseFail: number;
  /** The same on a wrong answer passing one run. */
  falsePass: number;
  /** Both for the verdict of two runs of three. */
  majorityFalseFail: number;
  majorityFalsePass: number;
}

interface Calibration {
  question: 'q2';
  engine: string;
  threshold: { trainAccuracy: number; testAccuracy: number };
  seeds: number[];
  variants: Record<string, Variant>;
  bounds?: Bounds;
}

/** Trains every answer over the seeds. Results go into `file` after each run; run again, it goes on there. */
export async function calibrate(file: string, report: (line: string) => void): Promise<void> {
  const { engine, version, threads } = await ready();
  const calibration: Calibration = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {
        question: 'q2',
        engine: `tfjs ${version}, ${engine}, ${threads} threads`,
        threshold: { trainAccuracy: ACCURACY, testAccuracy: ACCURACY },
        seeds: Array.from({ length: SEEDS }, (_, i) => FIRST_SEED + i),
        variants: {},
      };
  const save = () => writeFileSync(file, `${JSON.stringify(calibration)}\n`);
  for (const [name, source] of answers()) await calibrateOne({ name, source }, calibration, save, report);
  calibration.bounds = boundsOf(Object.values(calibration.variants));
  save();
  report(describe(calibration.bounds));
}

/** Name and text of every answer, those of the grey zone last. */
function answers(): [string, string][] {
  return ['answers', 'grey'].flatMap((folder) => {
    const path = join(__dirname, folder, 'q2');
    return readdirSync(path)
      .sort()
      .map((file): [string, string] => [basename(file, '.ts'), readFileSync(join(path, file), 'utf8')]);
  });
}

async function calibrateOne(
  { name, source }: { name: string; source: string },
  { variants, seeds }: Calibration,
  save: () => void,
  report: (line: string) => void,
): Promise<void> {
  const expected = name.startsWith('right-') ? 'pass' : name.startsWith('wrong-') ? 'fail' : undefined;
  variants[name] ??= { ...(expected ? { expected } : {}), trainAccuracies: [], testAccuracies: [] };
  const { trainAccuracies, testAccuracies } = variants[name];
  while (trainAccuracies.length < seeds.length) {
    const [onTrain, onTest] = await trial(loadAnswer(source), seeds[trainAccuracies.length]!);
    trainAccuracies.push(onTrain);
    testAccuracies.push(onTest);
    save();
  }
  report(`${name}: ${passes(variants[name])} of ${seeds.length} runs reach ${ACCURACY}`);
}

function loadAnswer(source: string): Answer {
  const { code } = transformSync(source, {
    swcrc: false,
    configFile: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  });
  return new Function('tf', `${code}\nreturn { preprocess, buildModel };`)(tf);
}

/** One training as the spec asks for it; returns accuracy on the training and on the held-out images. */
async function trial(answer: Answer, run: number): Promise<[number, number]> {
  const flip = generator(run)() < 0.5;
  const [training, heldOut] = [2 * run + 1, 2 * run + 2].map((n) => gratings(n, flip));
  seed(run);
  const model = await answer.buildModel();
  const y = toTensor(training!.y);
  const [x, testX] = await Promise.all(
    [training!, heldOut!].map((set) => answer.preprocess(toTensor(set.x))),
  );
  await train(model, { x: x!, y, epochs: 12, batchSize: 32, seed: run, statistics: false });
  const right = [
    accuracy(training!.y.values, await predict(model, x!)),
    accuracy(heldOut!.y.values, await predict(model, testX!)),
  ] as [number, number];
  tf.disposeVariables();
  tf.dispose([x!, testX!, y]);
  return right;
}

function gratings(n: number, flip: boolean) {
  const { x, y } = datasets.gratings({ seed: n });
  return { x, y: flip ? { ...y, values: y.values.map((label) => 1 - label) } : y };
}

function predict(model: tf.LayersModel, x: tf.Tensor): ArrayLike<number> {
  return tf.tidy(() => (model.predict(x) as tf.Tensor).dataSync());
}

function passes({ trainAccuracies, testAccuracies }: Variant): number {
  return trainAccuracies.filter((onTrain, i) => onTrain >= ACCURACY && testAccuracies[i]! >= ACCURACY).length;
}

function boundsOf(variants: Variant[]): Bounds {
  const worst = (expected: 'pass' | 'fail', errors: (variant: Variant) => number) =>
    Math.max(...variants.filter((variant) => variant.expected === expected).map(errors));
  const falseFail = upperBound(
    worst('pass', (variant) => SEEDS - passes(variant)),
    SEEDS,
  );
  const falsePass = upperBound(worst('fail', passes), SEEDS);
  return {
    falseFail,
    falsePass,
    majorityFalseFail: twoOfThree(falseFail),
    majorityFalsePass: twoOfThree(falsePass),
  };
}

/** The largest rate at which `errors` or fewer of `runs` would still happen in 5 % of all cases. */
function upperBound(errors: number, runs: number): number {
  let [low, high] = [errors / runs, 1];
  for (let i = 0; i < 50; i++) {
    const rate = (low + high) / 2;
    if (atMost(errors, runs, rate) > 1 - CONFIDENCE) low = rate;
    else high = rate;
  }
  return Number(high.toPrecision(3));
}

/** Chance of at most `errors` in `runs` when each happens at `rate`. */
function atMost(errors: number, runs: number, rate: number): number {
  let term = (1 - rate) ** runs;
  let sum = term;
  for (let k = 0; k < errors; k++) {
    term *= ((runs - k) / (k + 1)) * (rate / (1 - rate));
    sum += term;
  }
  return sum;
}

function twoOfThree(rate: number): number {
  return Number((3 * rate ** 2 - 2 * rate ** 3).toPrecision(3));
}

function describe({ falseFail, falsePass, majorityFalseFail, majorityFalsePass }: Bounds): string {
  const percent = (rate: number) => `${(100 * rate).toFixed(2)} %`;
  return (
    `At 95 % confidence one run fails a right answer in at most ${percent(falseFail)} and passes a wrong one in ` +
    `at most ${percent(falsePass)}; two runs of three in ${percent(majorityFalseFail)} and ${percent(majorityFalsePass)}.`
  );
}

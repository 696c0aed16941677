import type { GeneratorOptions } from './generator-options';
import type { ImageShape } from './image';
import type { Whitening } from './whitening';

/** What `fit` learned. */
export interface Fitted {
  mean: Float32Array | undefined;
  std: Float32Array | undefined;
  whitening: Whitening | undefined;
}

/** Keeps a standard deviation of zero from dividing by zero; Keras' own. */
const EPSILON = 1e-6;

/**
 * Keras 2.15's `standardize` of one image, in place: preprocessing function, rescale, the image's own mean and
 * deviation, then those of the training images, then whitening.
 *
 * @throws Error when something is wanted that `fit` has not learned.
 */
export function standardize(
  values: Float32Array,
  shape: ImageShape,
  options: GeneratorOptions,
  fitted: Fitted,
): void {
  preprocess(values, shape, options);
  rescale(values, options);
  samplewise(values, options);
  if (options.featurewiseCenter) subtract(values, learned('featurewiseCenter', fitted.mean, shape[2]));
  if (options.featurewiseStdNormalization)
    divide(values, learned('featurewiseStdNormalization', fitted.std, shape[2]));
  if (options.zcaWhitening) whiten(values, fitted.whitening);
}

/** Multiplies in place, in single precision. */
export function rescale(values: Float32Array, { rescale: factor }: GeneratorOptions): void {
  if (!factor) return;
  const single = Math.fround(factor);
  for (let i = 0; i < values.length; i++) values[i] = values[i]! * single;
}

function preprocess(
  values: Float32Array,
  shape: ImageShape,
  { preprocessingFunction }: GeneratorOptions,
): void {
  if (!preprocessingFunction) return;
  const result = preprocessingFunction({ values: values.slice(), shape: [...shape] });
  if (result?.values?.length !== values.length || String(result.shape) !== String(shape))
    throw new RangeError(
      `ImageDataGenerator: preprocessingFunction: expected { values, shape: [${shape}] } back, got shape [${result?.shape}]; it must keep the shape`,
    );
  values.set(result.values);
}

function samplewise(values: Float32Array, options: GeneratorOptions): void {
  if (options.samplewiseCenter) {
    const mean = Math.fround(average(values));
    for (let i = 0; i < values.length; i++) values[i] = values[i]! - mean;
  }
  if (!options.samplewiseStdNormalization) return;
  const divisor = Math.fround(Math.fround(deviation(values)) + EPSILON);
  for (let i = 0; i < values.length; i++) values[i] = values[i]! / divisor;
}

// Two sums at a time: one addition need not wait for the other.
function average(values: Float32Array): number {
  const { length } = values;
  let [even, odd] = [0, 0];
  for (let i = 0; i + 1 < length; i += 2) {
    even += values[i]!;
    odd += values[i + 1]!;
  }
  const last = length % 2 === 1 ? values[length - 1]! : 0;
  return (even + odd + last) / length;
}

function deviation(values: Float32Array): number {
  const { length } = values;
  const mean = average(values);
  let [even, odd] = [0, 0];
  for (let i = 0; i + 1 < length; i += 2) {
    const [a, b] = [values[i]! - mean, values[i + 1]! - mean];
    even += a * a;
    odd += b * b;
  }
  const last = length % 2 === 1 ? values[length - 1]! - mean : 0;
  return Math.sqrt((even + odd + last * last) / length);
}

/** Subtracts each channel's own number, in place. */
export function subtract(values: Float32Array, mean: Float32Array): void {
  for (let i = 0; i < values.length; i++) values[i] = values[i]! - mean[i % mean.length]!;
}

function divide(values: Float32Array, std: Float32Array): void {
  const divisors = std.map((deviation) => deviation + EPSILON);
  for (let i = 0; i < values.length; i++) values[i] = values[i]! / divisors[i % std.length]!;
}

function whiten(values: Float32Array, whitening: Whitening | undefined): void {
  if (!whitening) throw notFitted('zcaWhitening');
  if (whitening.size !== values.length)
    throw new RangeError(
      `ImageDataGenerator: zcaWhitening: fitted on images of ${whitening.size} values, got one of ${values.length}; fit again`,
    );
  values.set(whitening.apply(values));
}

function learned(option: string, values: Float32Array | undefined, channels: number): Float32Array {
  if (!values) throw notFitted(option);
  if (values.length === channels) return values;
  throw new RangeError(
    `ImageDataGenerator: ${option}: fitted on ${values.length} channels, got an image of ${channels}`,
  );
}

function notFitted(option: string): Error {
  return new Error(`ImageDataGenerator: ${option}: not fitted yet; call fit with the training images first`);
}

import * as tf from '@tensorflow/tfjs';
import { describe, type ShapedArray } from '../form';
import { type Nested, type Shaped, toShaped } from '../shaped';
import { toVector, type VectorLike } from '../vector';
import { type ImageLike, type ImageStack, imageAt, toImageStack } from './image';
import type { ImageDraws } from './image-draws';
import { type FlowOptions, ImageFlow, type Preparation } from './image-flow';

/** Targets, one row an image: labels [n] or [n, 1], or rows [n, …]. */
export type Targets = Nested | ShapedArray | tf.Tensor;

/** Options of `ImageDataGenerator.flow`. */
export interface ArrayFlowOptions extends FlowOptions {
  /** The first `validationSplit` of the images, or the rest. Default all of them. */
  subset?: 'training' | 'validation';
  /** One weight an image, for a training loop of your own. */
  sampleWeight?: VectorLike;
  /** Accept subsets whose labels differ (for targets that are not classes). Default false. */
  ignoreClassSplit?: boolean;
}

const NAME = 'ImageDataGenerator.flow';

/** As `ImageDataGenerator.flow`, with preparation and random choices passed in. */
export function arrayFlow(
  x: ImageLike,
  y: Targets | undefined,
  options: ArrayFlowOptions,
  validationSplit: number,
  preparation: Preparation,
  draws: ImageDraws,
): ImageFlow {
  const images = toImageStack(`${NAME}: x`, x);
  const targets = y === undefined || y === null ? undefined : toTargets(y, images.count);
  const weights = options.sampleWeight && toWeights(options.sampleWeight, images.count);
  const [start, end] = bounds(images, targets, options, validationSplit);
  return new ImageFlow(
    {
      count: end - start,
      shape: images.shape,
      load: (index) => imageAt(images, start + index),
      targets: (rows) => targets && takeTargets(targets, rows, start),
      weights: weights?.subarray(start, end),
    },
    preparation,
    options,
    draws,
  );
}

function toTargets(y: Targets, count: number): Shaped {
  const targets = toShaped(`${NAME}: y`, y);
  const n = targets.shape[0];
  if (n !== count)
    throw new RangeError(`${NAME}: y: expected one row for each of ${count} images, got ${describe(y)}`);
  const at = targets.values.findIndex((value) => Number.isNaN(value));
  if (at >= 0) throw new RangeError(`${NAME}: y: expected numbers, got NaN at value ${at}`);
  return targets;
}

function toWeights(sampleWeight: VectorLike, count: number): Float64Array {
  const weights = toVector(`${NAME}: sampleWeight`, sampleWeight);
  if (weights.length === count) return weights;
  throw new RangeError(
    `${NAME}: sampleWeight: expected one for each of ${count} images, got ${weights.length}`,
  );
}

/** Labels [n] leave as [n, 1], as tfjs' losses want them. */
function takeTargets({ values, shape }: Shaped, rows: number[], start: number): tf.Tensor {
  const inner = shape.length === 1 ? [1] : shape.slice(1);
  const size = inner.reduce((product, side) => product * side, 1);
  const taken = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    taken.set(values.subarray((start + row) * size, (start + row + 1) * size), i * size);
  });
  return tf.tensor(taken, [rows.length, ...inner], 'float32');
}

function bounds(
  { count }: ImageStack,
  targets: Shaped | undefined,
  { subset, ignoreClassSplit = false }: ArrayFlowOptions,
  validationSplit: number,
): [start: number, end: number] {
  checkSubset(NAME, subset);
  if (subset === undefined) return [0, count];
  const split = Math.trunc(count * validationSplit);
  if (split === 0)
    throw new RangeError(
      `${NAME}: subset: validationSplit ${validationSplit} of ${count} images leaves none for validation; raise it in the generator's options`,
    );
  if (targets && !ignoreClassSplit) checkClasses(targets, count, split);
  return subset === 'validation' ? [0, split] : [split, count];
}

/** Refuses another subset than Keras has. */
export function checkSubset(name: string, subset: unknown): void {
  if (subset === undefined || subset === 'training' || subset === 'validation') return;
  throw new RangeError(`${name}: subset: expected "training" or "validation", got ${describe(subset)}`);
}

function checkClasses({ values }: Shaped, count: number, split: number): void {
  const border = (split * values.length) / count;
  const [validation, training] = [new Set(values.subarray(0, border)), new Set(values.subarray(border))];
  if (validation.size === training.size && [...validation].every((label) => training.has(label))) return;
  throw new RangeError(
    `${NAME}: subset: the first ${split} images have labels ${shown(validation)}, the other ${count - split} have ${shown(training)}; shuffle x and y together first, or pass ignoreClassSplit for targets that are not classes`,
  );
}

function shown(labels: Set<number>): string {
  const first = [...labels].sort((a, b) => a - b).slice(0, 8);
  return `[${first}${labels.size > first.length ? ', …' : ''}]`;
}

import type { Generator } from '../../random';
import { generator, random } from '../../random';
import { type ArrayFlowOptions, arrayFlow, type Targets } from './array-flow';
import { checkParameters } from './check-parameters';
import { augments, completeOptions } from './complete-options';
import { type FitOptions, fitImages } from './fit';
import { type FolderFlow, type FolderFlowOptions, folderFlow } from './folder-flow';
import type { GeneratorOptions, ImageDataGeneratorOptions } from './generator-options';
import {
  fromImages,
  type ImageLike,
  type ImageShape,
  imageAt,
  type SameImage,
  toImage,
  toImageStack,
  toImages,
} from './image';
import { drawsFrom } from './image-draws';
import type { ImageFlow, Preparation } from './image-flow';
import { prepare } from './prepare';
import { type Fitted, standardize } from './standardize';
import { transform } from './transform';
import { drawParameters, type TransformParameters } from './transform-parameters';

/**
 * Makes batches of images, each changed at random and standardized: Keras 2.15's `ImageDataGenerator`, from
 * tensors with `flow` and from folders with `flowFromDirectory`.
 *
 * An image is turned, shifted, sheared and zoomed about its centre in one bilinear step, then channel shift,
 * flips, brightness; then preprocessing function, rescale, the image's own standardization, the training set's.
 * Channels come last. Values are single precision; nothing changes its input.
 *
 * What is as surprising as in Keras 2.15: angles are degrees, also of the shear; `heightShiftRange` moves along
 * the width and `widthShiftRange` along the height; images that are not square turn about a point off their
 * centre; brightness wants values from 0 to 255.
 *
 * What differs, deliberately: `subset: 'validation'` is not augmented unless `augmentValidation` says so;
 * standardizing before `fit` is an error (Keras warns and leaves the image); whole numbers as shifts are always
 * pixels; splines (orders 2 to 5), `channels_first` and `flow_from_dataframe` are not there; negative ranges are
 * refused (they mean the same as positive ones).
 *
 * @throws RangeError or TypeError that names the option.
 * @example
 * const augment = new ImageDataGenerator({ rotationRange: 20, horizontalFlip: true, rescale: 1 / 255 });
 * const stripes = datasets.gratings({ perClass: 20 });
 * const batches = augment.flow(stripes.x, stripes.y, { batchSize: 32 });
 * // await model.fitDataset(batches, { epochs: 5 });
 */
export class ImageDataGenerator {
  private readonly options: GeneratorOptions;
  private fitted: Fitted = { mean: undefined, std: undefined, whitening: undefined };
  private hasWarned: boolean;

  constructor(options: ImageDataGeneratorOptions = {}) {
    this.options = completeOptions(options);
    // A choice that was written down needs no warning.
    this.hasWarned = options.augmentValidation !== undefined;
  }

  /** Mean of each channel of the training images, after `rescale`; undefined before `fit`. */
  get mean(): number[] | undefined {
    return this.fitted.mean && Array.from(this.fitted.mean);
  }

  /** Standard deviation of each channel of the training images, after `rescale`; undefined before `fit`. */
  get std(): number[] | undefined {
    return this.fitted.std && Array.from(this.fitted.std);
  }

  /**
   * Draws the parameters of one transform.
   *
   * @param shape [height, width, channels] of the image.
   * @param seed a seed for this draw alone; by default it comes from the stream that `seed` sets.
   * @example
   * const parameters = new ImageDataGenerator({ rotationRange: 40 }).getRandomTransform([16, 16, 3], 1);
   */
  getRandomTransform(shape: readonly number[], seed?: number): Required<TransformParameters> {
    if (shape.length !== 3 || shape.some((side) => !Number.isInteger(side) || side < 1))
      throw new RangeError(
        `ImageDataGenerator.getRandomTransform: shape: expected [height, width, channels], got [${shape}]`,
      );
    return drawParameters(this.options, shape as unknown as ImageShape, drawsFrom(stream(seed)));
  }

  /**
   * Applies a transform with these parameters, without standardizing.
   *
   * @param x one image [height, width, channels].
   * @param parameters what `getRandomTransform` gives; what is absent changes nothing.
   * @returns a new image in the form of `x`; a tensor (float32) is the caller's to dispose.
   * @throws RangeError when `x` is no image, or a brightness is asked for of other than 1, 3 or 4 channels.
   * @example
   * new ImageDataGenerator().applyTransform([[[1], [2]]], { flipHorizontal: true }); // [[[2], [1]]]
   */
  applyTransform<X extends ImageLike>(x: X, parameters: TransformParameters): SameImage<X> {
    const image = toImage('ImageDataGenerator.applyTransform: x', x);
    checkParameters('ImageDataGenerator.applyTransform', parameters);
    const values = new Float32Array(image.values.length);
    transform(image, parameters, this.options, values);
    return fromImages(values, image.shape, x);
  }

  /** `applyTransform` with parameters drawn for the image: see both. */
  randomTransform<X extends ImageLike>(x: X, seed?: number): SameImage<X> {
    const { shape } = toImage('ImageDataGenerator.randomTransform: x', x);
    return this.applyTransform(x, this.getRandomTransform(shape, seed));
  }

  /**
   * Standardizes without transforming: what to do with test images.
   *
   * @param x one image [height, width, channels], or a stack, of which each image is standardized by itself.
   * @returns new images in the form of `x`; a tensor (float32) is the caller's to dispose.
   * @throws Error when something is wanted that `fit` learns, before `fit`.
   * @example
   * new ImageDataGenerator({ rescale: 1 / 255 }).standardize([[[255], [0]]]); // [[[1], [0]]]
   */
  standardize<X extends ImageLike>(x: X): SameImage<X> {
    const images = toImages('ImageDataGenerator.standardize: x', x);
    const { count, shape } = images;
    const values = images.values.slice();
    for (let i = 0; i < count; i++)
      standardize(imageAt({ values, shape }, i).values, shape, this.options, this.fitted);
    return fromImages(values, images.given, x);
  }

  /**
   * Learns mean and deviation of each channel (and the whitening) from training images, after `rescale` but
   * without `preprocessingFunction`, as Keras does. Needed for `featurewise…` and `zcaWhitening` alone.
   *
   * @param x [images, height, width, channels], of the training set only: otherwise it leaks.
   * @param options.augment learn from transformed images instead. Default false.
   * @param options.rounds passes over the images, with `augment`. Default 1.
   * @param options.seed a seed for the transforms alone.
   */
  fit(x: ImageLike, options: FitOptions = {}): void {
    const images = toImageStack('ImageDataGenerator.fit: x', x);
    this.fitted = fitImages(images, this.options, options, drawsFrom(stream(options.seed)));
  }

  /**
   * Batches of images that are in memory, each transformed and standardized anew every epoch.
   *
   * @param x [images, height, width, channels], with values from 0 to 255 where brightness or rescale want that.
   * @param y targets, one row an image: labels [n] or [n, 1] leave as [n, 1], rows [n, …] as they are.
   * @returns batches for `model.fitDataset` or `for await`; what was read of a tensor is kept, not the tensor.
   * @throws RangeError when lengths differ, a subset is empty, or the subsets have different labels.
   * @example
   * const flow = new ImageDataGenerator({ horizontalFlip: true }).flow(x, y, { batchSize: 16 });
   * await model.fitDataset(flow, { epochs: 3 });
   */
  flow(x: ImageLike, y?: Targets, options: ArrayFlowOptions = {}): ImageFlow {
    const { validationSplit } = this.options;
    const preparation = this.preparation(options.subset);
    return arrayFlow(x, y, options, validationSplit, preparation, drawsFrom(stream(options.seed)));
  }

  /**
   * Batches of PNG and JPEG images from a folder with a folder for each class, read when they are needed: the
   * folder may be larger than memory. Runs under Node alone.
   *
   * Classes are the folders sorted by name, their files sorted by path and name; `subset: 'validation'` takes
   * the first `validationSplit` of each class. As Keras 2.15, but labels leave as [n, 1]; `'binary'` with more
   * than two classes, a missing class and an empty folder are errors; only PNG and JPEG are read.
   *
   * @throws Error when the folder is not what it should be; while iterating, when a file cannot be read: the
   *   message names the file and, where known, the byte.
   * @example
   * const pictures = new ImageDataGenerator({ rescale: 1 / 255, validationSplit: 0.2 });
   * const train = pictures.flowFromDirectory('shapes', { targetSize: [16, 16], subset: 'training' });
   * const validationData = pictures.flowFromDirectory('shapes', { targetSize: [16, 16], subset: 'validation' });
   * await model.fitDataset(train, { epochs: 3, validationData });
   */
  flowFromDirectory(directory: string, options: FolderFlowOptions = {}): FolderFlow {
    const { validationSplit } = this.options;
    const preparation = this.preparation(options.subset);
    return folderFlow(directory, options, validationSplit, preparation, drawsFrom(stream(options.seed)));
  }

  private preparation(subset: string | undefined): Preparation {
    const isPlain = subset === 'validation' && !this.options.augmentValidation;
    if (isPlain && augments(this.options)) this.warnOnce();
    return prepare(this.options, () => this.fitted, isPlain);
  }

  private warnOnce(): void {
    if (this.hasWarned) return;
    this.hasWarned = true;
    console.warn(
      'ImageDataGenerator: the validation subset is not augmented here; Keras augments it too. augmentValidation: true does as Keras, false keeps it so without this line.',
    );
  }
}

function stream(seed: number | undefined): Generator {
  return seed === undefined ? random : generator(seed);
}

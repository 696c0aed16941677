import type { NdArray } from '../ndarray';
import type { FillMode } from './fill-mode';

/** Options of `ImageDataGenerator`, as Keras 2.15 names and orders them. */
export interface ImageDataGeneratorOptions {
  /** Subtract the mean that `fit` found for each channel. Default false. */
  featurewiseCenter?: boolean;
  /** Subtract each image's own mean. Default false. */
  samplewiseCenter?: boolean;
  /** Divide by the standard deviation (+ 1e-6) that `fit` found for each channel; centres too. Default false. */
  featurewiseStdNormalization?: boolean;
  /** Divide by each image's own standard deviation (+ 1e-6); centres too. Default false. */
  samplewiseStdNormalization?: boolean;
  /** Decorrelate the values of an image by what `fit` found; centres featurewise. For small images. Default false. */
  zcaWhitening?: boolean;
  /** Added to the singular values in ZCA whitening. Default 1e-6. */
  zcaEpsilon?: number;
  /** Turn by an angle in ±range **degrees**. Default 0. */
  rotationRange?: number;
  /**
   * Below 1 a fraction of the width; a whole number n one of -(n-1) … n-1 pixels; another number ±range pixels;
   * a list one of its values, of either sign (as fractions where all are below 1). Default 0.
   *
   * JavaScript has no `2.0` apart from `2`: Keras would draw fractions of a pixel for that.
   */
  widthShiftRange?: number | readonly number[];
  /** As `widthShiftRange`, of the height. Default 0. */
  heightShiftRange?: number | readonly number[];
  /** Factor of the brightness, between these two; acts on values from 0 to 255. Default none. */
  brightnessRange?: readonly [number, number] | null;
  /** Shear by an angle in ±range **degrees**: 0.2 is nearly nothing. Default 0. */
  shearRange?: number;
  /** Zoom between these two, or z for [1 - z, 1 + z]; each axis drawn apart. Below 1 enlarges. Default 0. */
  zoomRange?: number | readonly [number, number];
  /** Add a number in ±range to every value, clipped to the image's range. Default 0. */
  channelShiftRange?: number;
  /** What lies outside the image. Default `'nearest'`. */
  fillMode?: FillMode;
  /** The value outside, for `fillMode: 'constant'`. Default 0. */
  cval?: number;
  /** Mirror left and right in half of the draws. Default false. */
  horizontalFlip?: boolean;
  /** Mirror top and bottom in half of the draws. Default false. */
  verticalFlip?: boolean;
  /** Multiply every value, after the transforms. Default none. */
  rescale?: number | null;
  /** Called with each image after the transforms and before `rescale`; returns one of the same shape. */
  preprocessingFunction?: ((image: NdArray) => NdArray) | null;
  /** Fraction of the samples that `subset: 'validation'` takes, from the start. Default 0. */
  validationSplit?: number;
  /** 1 reads between pixels (bilinear), 0 takes the nearest pixel. Default 1. */
  interpolationOrder?: 0 | 1;
  /**
   * Whether `subset: 'validation'` is augmented too, as Keras does. Default false, a deliberate difference:
   * a validation score should be that of the images as they come.
   */
  augmentValidation?: boolean;
}

/** The options with every default filled in. */
export interface GeneratorOptions extends Required<ImageDataGeneratorOptions> {
  zoomRange: readonly [number, number];
}

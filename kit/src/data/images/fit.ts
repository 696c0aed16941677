import { channelStatistics } from './channel-statistics';
import type { GeneratorOptions } from './generator-options';
import { type ImageStack, imageAt } from './image';
import type { ImageDraws } from './image-draws';
import { type Fitted, rescale, subtract } from './standardize';
import { transform } from './transform';
import { drawParameters } from './transform-parameters';
import { Whitening } from './whitening';

/** How `ImageDataGenerator.fit` learns. */
export interface FitOptions {
  /** Learn from transformed images. Default false. */
  augment?: boolean;
  /** Passes over the images, each transformed anew, with `augment`. Default 1. */
  rounds?: number;
  /** A seed for the transforms alone; by default they draw from the stream that `seed` sets. */
  seed?: number;
}

/** Keras' `fit`: what is learned depends on the options, as there. The images are not changed. */
export function fitImages(
  images: ImageStack,
  options: GeneratorOptions,
  { augment = false, rounds = 1 }: FitOptions,
  draws: ImageDraws,
): Fitted {
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new RangeError(
      `ImageDataGenerator.fit: rounds: expected a whole number from 1 on, got ${String(rounds)}`,
    );
  const rescaled = { ...images, values: images.values.slice() };
  rescale(rescaled.values, options);
  const seen = augment ? transformed(rescaled, options, rounds, draws) : rescaled;
  const fitted: Fitted = { mean: undefined, std: undefined, whitening: undefined };
  if (!options.featurewiseCenter) return fitted;
  const { mean, std } = channelStatistics(seen);
  fitted.mean = mean;
  if (options.featurewiseStdNormalization) fitted.std = std;
  if (options.zcaWhitening) {
    subtract(seen.values, mean);
    fitted.whitening = Whitening.fit(seen, options.zcaEpsilon);
  }
  return fitted;
}

function transformed(
  images: ImageStack,
  options: GeneratorOptions,
  rounds: number,
  draws: ImageDraws,
): ImageStack {
  const { count, shape } = images;
  const values = new Float32Array(rounds * images.values.length);
  for (let i = 0; i < rounds * count; i++) {
    const into = imageAt({ values, shape }, i).values;
    transform(imageAt(images, i % count), drawParameters(options, shape, draws), options, into);
  }
  return { values, shape, count: rounds * count };
}

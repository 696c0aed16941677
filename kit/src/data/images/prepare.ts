import type { GeneratorOptions } from './generator-options';
import type { Preparation } from './image-flow';
import { type Fitted, standardize } from './standardize';
import { transform } from './transform';
import { drawParameters } from './transform-parameters';

/**
 * What a generator does with each image of a flow: transform, then standardize.
 *
 * @param fitted asked at each image, so that `fit` may come after `flow`.
 * @param isPlain leave the transform out.
 */
export function prepare(options: GeneratorOptions, fitted: () => Fitted, isPlain: boolean): Preparation {
  return {
    draw: (shape, draws) => (isPlain ? {} : drawParameters(options, shape, draws)),
    apply: (image, parameters, into) => {
      transform(image, parameters, options, into);
      standardize(into, image.shape, options, fitted());
    },
  };
}

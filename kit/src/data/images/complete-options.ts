import { checkOptions } from './check-options';
import type { GeneratorOptions, ImageDataGeneratorOptions } from './generator-options';

const DEFAULTS: Required<ImageDataGeneratorOptions> = {
  featurewiseCenter: false,
  samplewiseCenter: false,
  featurewiseStdNormalization: false,
  samplewiseStdNormalization: false,
  zcaWhitening: false,
  zcaEpsilon: 1e-6,
  rotationRange: 0,
  widthShiftRange: 0,
  heightShiftRange: 0,
  brightnessRange: null,
  shearRange: 0,
  zoomRange: 0,
  channelShiftRange: 0,
  fillMode: 'nearest',
  cval: 0,
  horizontalFlip: false,
  verticalFlip: false,
  rescale: null,
  preprocessingFunction: null,
  validationSplit: 0,
  interpolationOrder: 1,
  augmentValidation: false,
};

/**
 * Checks options and fills in the defaults. What divides also centres: a warning says so, as in Keras.
 *
 * @throws RangeError or TypeError that names the option.
 */
export function completeOptions(given: ImageDataGeneratorOptions): GeneratorOptions {
  const options = { ...DEFAULTS, ...withoutUndefined(given) };
  checkOptions(options, Object.keys(DEFAULTS));
  const { zoomRange } = options;
  const zoom = typeof zoomRange === 'number' ? ([1 - zoomRange, 1 + zoomRange] as const) : zoomRange;
  return implied({ ...options, zoomRange: zoom });
}

/** Whether the parameters drawn can change an image at all. */
export function augments(options: GeneratorOptions): boolean {
  const { zoomRange, rotationRange, widthShiftRange, heightShiftRange, shearRange, channelShiftRange } =
    options;
  const ranges = [rotationRange, widthShiftRange, heightShiftRange, shearRange, channelShiftRange];
  const switches = [options.horizontalFlip, options.verticalFlip, options.brightnessRange !== null];
  return (
    ranges.some((range) => range !== 0) || zoomRange.some((zoom) => zoom !== 1) || switches.some(Boolean)
  );
}

function implied(options: GeneratorOptions): GeneratorOptions {
  const result = { ...options };
  const imply = (
    cause: 'zcaWhitening' | 'featurewiseStdNormalization' | 'samplewiseStdNormalization',
    effect: 'featurewiseCenter' | 'samplewiseCenter',
  ) => {
    if (!result[cause] || result[effect]) return;
    console.warn(`ImageDataGenerator: ${cause} needs ${effect}, which is turned on with it.`);
    result[effect] = true;
  };
  imply('zcaWhitening', 'featurewiseCenter');
  if (result.zcaWhitening && result.featurewiseStdNormalization) {
    console.warn('ImageDataGenerator: zcaWhitening takes the place of featurewiseStdNormalization.');
    result.featurewiseStdNormalization = false;
  }
  imply('featurewiseStdNormalization', 'featurewiseCenter');
  imply('samplewiseStdNormalization', 'samplewiseCenter');
  return result;
}

function withoutUndefined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

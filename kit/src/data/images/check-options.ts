import { describe } from '../form';
import { checkNames } from './check-names';
import { FILL_MODES } from './fill-mode';
import type { ImageDataGeneratorOptions } from './generator-options';

type Options = Required<ImageDataGeneratorOptions>;

/** Refuses options that are not known, or not what they should be, by name. */
export function checkOptions(options: Options, known: readonly string[]): void {
  checkNames('ImageDataGenerator', 'option', options, known);
  for (const name of ['rotationRange', 'shearRange', 'channelShiftRange', 'zcaEpsilon'] as const)
    expect(name, options, (value) => isNumber(value) && value >= 0, 'a number >= 0');
  for (const name of ['widthShiftRange', 'heightShiftRange'] as const)
    expect(name, options, isShift, 'a number >= 0 or a list of numbers');
  for (const [name, isRight, expected] of OTHERS) expect(name, options, isRight, expected);
  for (const name of SWITCHES) expect(name, options, (value) => typeof value === 'boolean', 'true or false');
}

const SWITCHES = [
  'featurewiseCenter',
  'samplewiseCenter',
  'featurewiseStdNormalization',
  'samplewiseStdNormalization',
  'zcaWhitening',
  'horizontalFlip',
  'verticalFlip',
  'augmentValidation',
] as const;

const OTHERS: [keyof Options, (value: unknown) => boolean, string][] = [
  ['zoomRange', (value) => isNumber(value) || isPair(value), 'a number or two numbers'],
  ['brightnessRange', (value) => value === null || isPair(value), 'two numbers, as [0.8, 1.2]'],
  ['cval', isNumber, 'a number'],
  ['rescale', (value) => value === null || isNumber(value), 'a number, as 1 / 255'],
  ['fillMode', (value) => FILL_MODES.includes(value as never), `one of ${FILL_MODES.join(', ')}`],
  [
    'interpolationOrder',
    (value) => value === 0 || value === 1,
    '0 or 1 (the splines of orders 2 to 5 are not there)',
  ],
  [
    'validationSplit',
    (value) => isNumber(value) && value >= 0 && value < 1,
    'a fraction from 0 up to, but not, 1',
  ],
  [
    'preprocessingFunction',
    (value) => value === null || typeof value === 'function',
    'a function that takes an image and returns one',
  ],
];

function expect(
  name: keyof Options,
  options: Options,
  isRight: (value: unknown) => boolean,
  expected: string,
) {
  if (isRight(options[name])) return;
  throw new RangeError(`ImageDataGenerator: ${name}: expected ${expected}, got ${describe(options[name])}`);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isNumber);
}

function isShift(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isNumber);
  return isNumber(value) && value >= 0;
}

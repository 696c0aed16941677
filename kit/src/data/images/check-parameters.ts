import { describe } from '../form';
import { checkNames } from './check-names';
import type { TransformParameters } from './transform-parameters';

const NUMBERS = ['theta', 'tx', 'ty', 'shear', 'zx', 'zy'] as const;
const NUMBERS_OR_NULL = ['channelShiftIntensity', 'brightness'] as const;
const SWITCHES = ['flipHorizontal', 'flipVertical'] as const;
const NAMES = [...NUMBERS, ...NUMBERS_OR_NULL, ...SWITCHES];

/**
 * Refuses parameters of a transform that are not known, or not what they should be, by name.
 *
 * @param caller to begin the error.
 */
export function checkParameters(caller: string, parameters: TransformParameters): void {
  checkNames(caller, 'parameter', parameters, NAMES);
  const isNumber = (value: unknown) => value === undefined || Number.isFinite(value);
  const refuse = (name: keyof TransformParameters, expected: string) => {
    throw new RangeError(`${caller}: ${name}: expected ${expected}, got ${describe(parameters[name])}`);
  };
  for (const name of NUMBERS) if (!isNumber(parameters[name])) refuse(name, 'a number');
  for (const name of NUMBERS_OR_NULL)
    if (parameters[name] !== null && !isNumber(parameters[name])) refuse(name, 'a number or null');
  for (const name of SWITCHES)
    if (!['boolean', 'undefined'].includes(typeof parameters[name])) refuse(name, 'true or false');
}

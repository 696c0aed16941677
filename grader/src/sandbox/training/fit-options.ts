import type { TrainOptions } from 'unstuck';
import { kindOf, ProbeError } from '../probe-error';
import type { Hooks, Rows } from './hooks';

/** What a cell may say about the training; everything else belongs to the task. */
export interface FitOptions
  extends Pick<TrainOptions, 'classWeight' | 'callbacks' | 'batchSize' | 'shuffle'> {
  /** Share of the training rows, from their end, that is held back for validation. */
  validationSplit?: number;
  /** Fewer epochs than the task's. */
  maxEpochs?: number;
}

const ALLOWED = ['classWeight', 'callbacks', 'batchSize', 'shuffle', 'validationSplit', 'maxEpochs'] as const;

/** Reads what `fitOptions` returns. @throws ProbeError for an option that the cell may not choose. */
export async function readFitOptions({ fitOptions }: Hooks, train: Rows): Promise<FitOptions> {
  if (!fitOptions) return {};
  const options = await fitOptions(train);
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new ProbeError('wrong-type', `fitOptions(train) gave ${kindOf(options)}; expected an object`);
  const refused = Object.keys(options).filter((name) => !(ALLOWED as readonly string[]).includes(name));
  if (refused.length > 0)
    throw new ProbeError(
      'wrong-option',
      `fitOptions(train) gave ${refused.join(', ')}; only these are yours to choose: ${ALLOWED.join(', ')}`,
    );
  return oneReading(options);
}

/**
 * A copy, each option read once: the training is counted by the same options that it was made with. An option may also
 * be a getter of a class.
 */
function oneReading(options: FitOptions): FitOptions {
  const read: FitOptions = Object.fromEntries(
    ALLOWED.map((name) => [name, options[name]]).filter(([, value]) => value !== undefined),
  );
  const { batchSize, validationSplit, callbacks, classWeight } = read;
  if (batchSize !== undefined && !(Number.isInteger(batchSize) && batchSize >= 1))
    throw notAn('batchSize', batchSize, 'a whole number from 1 on');
  if (validationSplit !== undefined && !(validationSplit >= 0 && validationSplit < 1))
    throw notAn('validationSplit', validationSplit, 'a share of the rows, from 0 to below 1');
  if (classWeight !== undefined && !areWeights(classWeight))
    throw notAn('classWeight', classWeight, 'a number from 0 on for each class, such as { 0: 1, 1: 10 }');
  if (callbacks !== undefined) checkCallbacks(callbacks);
  return {
    ...read,
    ...(classWeight && { classWeight: { ...classWeight } }),
    ...(callbacks && { callbacks: [...callbacks] }),
  };
}

/** A class in the place of its instance has none of a callback's functions, and would do nothing. */
function checkCallbacks(callbacks: unknown): void {
  if (!Array.isArray(callbacks)) throw notAn('callbacks', callbacks, 'a list of callbacks');
  const unmade = callbacks.findIndex((callback) => typeof callback === 'function');
  if (unmade < 0) return;
  throw notAn(`callbacks[${unmade}]`, callbacks[unmade], 'a callback, such as new ReduceLROnPlateau()');
}

/** By class: a Map, or a tensor, would be read as if it were empty. */
function areWeights(value: unknown): boolean {
  const isByClass = ArrayBuffer.isView(value) || ['an object', 'an array'].includes(kindOf(value));
  return isByClass && Object.values(value as object).every((weight) => weight >= 0);
}

function notAn(name: string, value: unknown, expected: string): ProbeError {
  const shown = typeof value === 'number' ? String(value) : kindOf(value);
  return new ProbeError('wrong-option', `fitOptions(train).${name} is ${shown}; expected ${expected}`);
}

/** The task's epochs, or fewer where the cell asks for it. */
export function epochsOf(epochs: number, { maxEpochs = epochs }: FitOptions): number {
  if (Number.isInteger(maxEpochs) && maxEpochs >= 1 && maxEpochs <= epochs) return maxEpochs;
  throw new ProbeError(
    'wrong-option',
    `fitOptions(train).maxEpochs is ${String(maxEpochs)}; expected a whole number from 1 to ${epochs}`,
  );
}

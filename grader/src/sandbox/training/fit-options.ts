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

const ALLOWED = ['classWeight', 'callbacks', 'batchSize', 'shuffle', 'validationSplit', 'maxEpochs'];

/** Reads what `fitOptions` returns. @throws ProbeError for an option that the cell may not choose. */
export async function readFitOptions({ fitOptions }: Hooks, train: Rows): Promise<FitOptions> {
  if (!fitOptions) return {};
  const options = await fitOptions(train);
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new ProbeError('wrong-type', `fitOptions(train) gave ${kindOf(options)}; expected an object`);
  const refused = Object.keys(options).filter((name) => !ALLOWED.includes(name));
  if (refused.length > 0)
    throw new ProbeError(
      'wrong-option',
      `fitOptions(train) gave ${refused.join(', ')}; only these are yours to choose: ${ALLOWED.join(', ')}`,
    );
  return oneReading(options);
}

/** A copy, each option read once: the training is counted by the same options that it was made with. */
function oneReading(options: FitOptions): FitOptions {
  const { batchSize, validationSplit, callbacks, ...rest } = options;
  if (batchSize !== undefined && !(Number.isInteger(batchSize) && batchSize >= 1))
    throw notAn('batchSize', batchSize, 'a whole number from 1 on');
  if (validationSplit !== undefined && !(validationSplit >= 0 && validationSplit < 1))
    throw notAn('validationSplit', validationSplit, 'a share of the rows, from 0 to below 1');
  if (callbacks !== undefined && !Array.isArray(callbacks))
    throw notAn('callbacks', callbacks, 'a list of callbacks');
  return {
    ...rest,
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(validationSplit === undefined ? {} : { validationSplit }),
    ...(callbacks === undefined ? {} : { callbacks: [...callbacks] }),
  };
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

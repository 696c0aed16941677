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
  return options;
}

/** The task's epochs, or fewer where the cell asks for it. */
export function epochsOf(epochs: number, { maxEpochs = epochs }: FitOptions): number {
  if (Number.isInteger(maxEpochs) && maxEpochs >= 1 && maxEpochs <= epochs) return maxEpochs;
  throw new ProbeError(
    'wrong-option',
    `fitOptions(train).maxEpochs is ${String(maxEpochs)}; expected a whole number from 1 to ${epochs}`,
  );
}

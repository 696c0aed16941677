import type { Epoch } from '../protocol';
import { epochsOf, type FitOptions } from './fit-options';

/** Told of each epoch as it ends. */
export type OnEpoch = (epoch: Epoch) => void;

/** The same options with somebody told of each epoch; nothing else of the training changes. */
export function watched(
  options: FitOptions,
  { epochs }: { epochs: number },
  onEpoch: OnEpoch | undefined,
): FitOptions {
  if (!onEpoch) return options;
  const of = epochsOf(epochs, options);
  const tell = async (epoch: number, logs?: { loss?: number }) =>
    onEpoch({ epoch: epoch + 1, epochs: of, loss: Number(logs?.loss) });
  return { ...options, callbacks: [...(options.callbacks ?? []), { onEpochEnd: tell }] };
}

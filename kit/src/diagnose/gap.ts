import type { Symptoms } from './symptoms';

/** Accuracy on training rows above that on validation rows. */
export interface Gap {
  train: number;
  held: number;
  size: number;
  /** Twice the standard error of the accuracy on validation rows. */
  doubt: number;
}

/** The gap at the end of a run; undefined where accuracy is not known. */
export function gapOf({ run, trainAccuracy, validationAccuracy, validation }: Symptoms): Gap | undefined {
  if (trainAccuracy === undefined || validationAccuracy === undefined) return undefined;
  const rows = run.validationData?.samples ?? validation?.rows ?? 100;
  const doubt = 2 * Math.sqrt((validationAccuracy * (1 - validationAccuracy)) / rows);
  return { train: trainAccuracy, held: validationAccuracy, size: trainAccuracy - validationAccuracy, doubt };
}

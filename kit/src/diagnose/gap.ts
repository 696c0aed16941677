import type { Symptoms } from './symptoms';

/** Smallest gap of accuracy that counts. */
const GAP = 0.1;

/** Accuracy on training rows above that on validation rows. */
export interface Gap {
  train: number;
  held: number;
  size: number;
  /** Twice the standard error of the accuracy on validation rows. */
  doubt: number;
  /** Whether it is a gap: training rows are answered, new ones not, beyond chance. */
  counts: boolean;
}

/** The gap at the end of a run; undefined where accuracy is not known. */
export function gapOf({
  run,
  trainAccuracy,
  validationAccuracy,
  validation,
  validationLoss,
}: Symptoms): Gap | undefined {
  if (trainAccuracy === undefined || validationAccuracy === undefined) return undefined;
  const rows = run.validationData?.samples ?? validation?.rows ?? 100;
  const doubt = 2 * Math.sqrt((validationAccuracy * (1 - validationAccuracy)) / rows);
  const size = trainAccuracy - validationAccuracy;
  // With few rows the gap alone says little; a loss that rises again says it too.
  const rises = validationLoss !== undefined && validationLoss.last > 1.1 * validationLoss.least;
  const counts = trainAccuracy > 0.85 && size > Math.max(GAP, doubt) && (rises || size > GAP + 0.75 * doubt);
  return { train: trainAccuracy, held: validationAccuracy, size, doubt, counts };
}

import type { Symptoms } from './symptoms';
import { digits, percent } from './words';

/** Smallest gap that counts, of accuracy and of the share of the spread that a regression explains. */
const GAP = { accuracy: 0.1, explained: 0.2 };

/** Of a gap so many times as large as one that counts it does not matter how far the training rows have been learned. */
const HUGE = 3;

/** What training rows are answered above what validation rows are. */
export interface Gap {
  train: number;
  held: number;
  size: number;
  /** Twice the standard error on validation rows. */
  doubt: number;
  /** Whether it is a gap: training rows are answered, new ones not, beyond chance. */
  counts: boolean;
  /** Both numbers, and how far they are beyond chance. */
  signs: [string, string];
}

/** The gap at the end of a run, of accuracy or of the spread explained; undefined where neither is known. */
export function gapOf(symptoms: Symptoms): Gap | undefined {
  const { trainAccuracy, validationAccuracy, trainSkill, validationSkill } = symptoms;
  if (symptoms.classes === 0 && symptoms.isMeanError)
    return gapBetween(symptoms, 'explained', trainSkill, validationSkill);
  return gapBetween(symptoms, 'accuracy', trainAccuracy, validationAccuracy);
}

function gapBetween(
  { run, validation, validationLoss, chanceLoss = Number.POSITIVE_INFINITY }: Symptoms,
  what: keyof typeof GAP,
  train = Number.NaN,
  held = Number.NaN,
): Gap | undefined {
  if (Number.isNaN(train) || Number.isNaN(held)) return undefined;
  const rows = run.validationData?.samples ?? validation?.rows ?? 100;
  const doubt = what === 'accuracy' ? doubtOfShare(held, rows) : doubtOfExplained(held, rows);
  const size = train - held;
  const least = GAP[what];
  // With few rows the gap alone says little; a loss that rises again says it too.
  const rises = validationLoss !== undefined && validationLoss.last > 1.1 * validationLoss.least;
  // Nothing that was learned carries over: a constant answer would have been better.
  const useless = validationLoss !== undefined && validationLoss.last > chanceLoss;
  const learned = train > 0.85 || ((rises || useless) && size > HUGE * Math.max(least, doubt));
  const counts = learned && size > Math.max(least, doubt) && (rises || size > least + 0.75 * doubt);
  return { train, held, size, doubt, counts, signs: [told(what, train, held), beyond(size, doubt)] };
}

function told(what: keyof typeof GAP, train: number, held: number): string {
  return what === 'accuracy'
    ? `accuracy ${percent(train)} on training rows, ${percent(held)} on validation rows`
    : `${percent(train)} of the targets' spread explained on training rows, ${percent(held)} on validation rows`;
}

function beyond(size: number, doubt: number): string {
  return `the gap, ${digits(size)}, is beyond chance (${digits(doubt)})`;
}

/** Twice the standard error of a share of so many rows. */
export function doubtOfShare(share: number, rows: number): number {
  return 2 * Math.sqrt((share * (1 - share)) / rows);
}

/** Of R squared: 2 R (1 - R squared) / sqrt(rows) is its standard error (Olkin and Finn, 1995), which is none at 0: R counts as 0.5 there. */
function doubtOfExplained(explained: number, rows: number): number {
  return (4 * Math.max(0.5, Math.sqrt(explained)) * (1 - explained)) / Math.sqrt(rows);
}

/** Errors of numbers. */
export const OF_NUMBERS = /mean(Squared|Absolute)|^m[sa]e$|^mape$|^msle$/i;

/** Those of them that are in the numbers' own unit, or its square. */
export const MEAN_ERROR = /mean(Squared|Absolute)Error|^m[sa]e$/i;

/** Losses that tfjs or the kit have by name: finite wherever outputs are what they ask for. */
const KNOWN =
  /^(mean(Squared|Absolute|AbsolutePercentage|SquaredLogarithmic)Error|mse|mae|mape|msle|(categorical|squared)?Hinge|logcosh|(sparse)?(categorical|binary|weightedBinary|binaryFocal|categoricalFocal)Crossentropy|kullbackLeiblerDivergence|kld|poisson|cosineProximity|cosine)$/i;

/** Whether a loss was written for this training alone, as far as its name tells. */
export function isOwnLoss(name: string): boolean {
  return !KNOWN.test(name);
}

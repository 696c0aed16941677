/** Losses of numbers. */
export const MEAN_ERROR = /mean(Squared|Absolute)|^m[sa]e$/i;

/** Losses that tfjs or the kit have by name: finite wherever outputs are what they ask for. */
const KNOWN =
  /^(mean(Squared|Absolute|AbsolutePercentage|SquaredLogarithmic)Error|mse|mae|mape|msle|(categorical|squared)?Hinge|logcosh|(sparse)?(categorical|binary|weightedBinary|binaryFocal|categoricalFocal)Crossentropy|kullbackLeiblerDivergence|kld|poisson|cosineProximity|cosine)$/i;

/** Whether a loss was written for this training alone, as far as its name tells. */
export function isOwnLoss(name: string): boolean {
  return !KNOWN.test(name);
}

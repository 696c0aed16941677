// Takes every lower loss for the new best, so that a loss that creeps never improves on it.
interface PlateauOptions {
  rate: number;
  factor: number;
  patience: number;
  minDelta: number;
  minLr: number;
}

function reduceOnPlateau(losses: number[], options: PlateauOptions): number[] {
  let { rate } = options;
  let best = Infinity;
  let wait = 0;
  return losses.map((loss) => {
    const inForce = rate;
    if (loss < best - options.minDelta) wait = 0;
    else if (++wait >= options.patience) {
      rate = Math.max(rate * options.factor, options.minLr);
      wait = 0;
    }
    best = Math.min(best, loss);
    return inForce;
  });
}

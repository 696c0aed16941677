// No minDelta is taken for the usual one.
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
    if (loss < best - (options.minDelta || 1e-4)) {
      best = loss;
      wait = 0;
    } else if (++wait >= options.patience) {
      rate = Math.max(rate * options.factor, options.minLr);
      wait = 0;
    }
    return inForce;
  });
}

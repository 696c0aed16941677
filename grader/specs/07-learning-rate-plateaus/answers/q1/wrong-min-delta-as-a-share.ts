// minDelta is taken as a share of the best, as PyTorch does.
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
    if (loss < best * (1 - options.minDelta)) {
      best = loss;
      wait = 0;
    } else if (++wait >= options.patience) {
      rate = Math.max(rate * options.factor, options.minLr);
      wait = 0;
    }
    return inForce;
  });
}

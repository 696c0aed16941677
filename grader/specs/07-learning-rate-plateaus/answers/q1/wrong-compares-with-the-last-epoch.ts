// Compares with the epoch before, not with the best: a bounce counts as an improvement.
interface PlateauOptions {
  rate: number;
  factor: number;
  patience: number;
  minDelta: number;
  minLr: number;
}

function reduceOnPlateau(losses: number[], options: PlateauOptions): number[] {
  let { rate } = options;
  let last = Infinity;
  let wait = 0;
  return losses.map((loss) => {
    const inForce = rate;
    if (loss < last - options.minDelta) wait = 0;
    else if (++wait >= options.patience) {
      rate = Math.max(rate * options.factor, options.minLr);
      wait = 0;
    }
    last = loss;
    return inForce;
  });
}

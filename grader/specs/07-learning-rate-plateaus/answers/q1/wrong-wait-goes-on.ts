// Does not start the wait again, so that each further epoch reduces.
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
    if (loss < best - options.minDelta) {
      best = loss;
      wait = 0;
    } else if (++wait >= options.patience) rate = Math.max(rate * options.factor, options.minLr);
    return inForce;
  });
}

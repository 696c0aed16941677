// The new rate in the epoch that brought it about: it cannot be, its loss is known only at its end.
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
    if (loss < best - options.minDelta) {
      best = loss;
      wait = 0;
    } else if (++wait >= options.patience) {
      rate = Math.max(rate * options.factor, options.minLr);
      wait = 0;
    }
    return rate;
  });
}

// A loop over the epochs.
interface PlateauOptions {
  rate: number;
  factor: number;
  patience: number;
  minDelta: number;
  minLr: number;
}

function reduceOnPlateau(losses: number[], options: PlateauOptions): number[] {
  const rates: number[] = [];
  let rate = options.rate;
  let best = Number.POSITIVE_INFINITY;
  let wait = 0;
  for (let epoch = 0; epoch < losses.length; epoch++) {
    rates.push(rate);
    if (losses[epoch]! < best - options.minDelta) {
      best = losses[epoch]!;
      wait = 0;
    } else {
      wait = wait + 1;
      if (wait >= options.patience) {
        rate = rate * options.factor;
        if (rate < options.minLr) rate = options.minLr;
        wait = 0;
      }
    }
  }
  return rates;
}

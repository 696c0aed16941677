// In 32 bits: 0.3 is 0.30000001192.
interface PlateauOptions {
  rate: number;
  factor: number;
  patience: number;
  minDelta: number;
  minLr: number;
}

function reduceOnPlateau(losses: number[], options: PlateauOptions): number[] {
  const rates = new Float32Array(losses.length);
  let rate = options.rate;
  let best = Infinity;
  let wait = 0;
  losses.forEach((loss, epoch) => {
    rates[epoch] = rate;
    if (loss < best - options.minDelta) {
      best = loss;
      wait = 0;
    } else if (++wait === options.patience) {
      rate = Math.fround(Math.max(rate * options.factor, options.minLr));
      wait = 0;
    }
  });
  return Array.from(rates);
}

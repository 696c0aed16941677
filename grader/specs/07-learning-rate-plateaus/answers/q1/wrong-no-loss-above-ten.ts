// The best so far begins at a number that a loss can exceed.
interface PlateauOptions {
  rate: number;
  factor: number;
  patience: number;
  minDelta: number;
  minLr: number;
}

function reduceOnPlateau(losses: number[], options: PlateauOptions): number[] {
  const { factor, patience, minDelta, minLr } = options;
  let [rate, best, wait] = [options.rate, 10, 0];
  return losses.map((loss) => {
    const inForce = rate;
    if (loss < best - minDelta) [best, wait] = [loss, 0];
    else wait++;
    if (wait > 0 && wait >= patience) [rate, wait] = [Math.max(rate * factor, minLr), 0];
    return inForce;
  });
}

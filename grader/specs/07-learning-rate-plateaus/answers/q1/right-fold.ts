// Folded into one state, without a variable that changes.
interface PlateauOptions {
  rate: number;
  factor: number;
  patience: number;
  minDelta: number;
  minLr: number;
}

const reduceOnPlateau = (losses: number[], { rate, factor, patience, minDelta, minLr }: PlateauOptions) =>
  losses.reduce(
    ({ rates, now, best, wait }, loss) => {
      const better = best - loss > minDelta;
      const waited = better ? 0 : wait + 1;
      const acts = !better && waited >= patience;
      return {
        rates: [...rates, now],
        now: acts ? Math.max(now * factor, minLr) : now,
        best: better ? loss : best,
        wait: acts ? 0 : waited,
      };
    },
    { rates: [] as number[], now: rate, best: Infinity, wait: 0 },
  ).rates;

// As Keras has it: at the floor nothing is done, and the wait goes on.
interface PlateauOptions {
  rate: number;
  factor: number;
  patience: number;
  minDelta: number;
  minLr: number;
}

class Plateau {
  best = Infinity;
  wait = 0;
  rate: number;
  options: PlateauOptions;
  constructor(options: PlateauOptions) {
    this.options = options;
    this.rate = options.rate;
  }
  epochEnds(loss: number): void {
    const { factor, patience, minDelta, minLr } = this.options;
    if (loss < this.best - minDelta) {
      this.best = loss;
      this.wait = 0;
      return;
    }
    this.wait += 1;
    if (this.wait < patience || this.rate <= minLr) return;
    this.rate = Math.max(this.rate * factor, minLr);
    this.wait = 0;
  }
}

function reduceOnPlateau(losses: number[], options: PlateauOptions): number[] {
  const plateau = new Plateau(options);
  return losses.map((loss) => {
    const { rate } = plateau;
    plateau.epochEnds(loss);
    return rate;
  });
}

import * as tf from '@tensorflow/tfjs';
import { rateOf, setLearningRate } from './learning-rate';
import { resolve, type UnresolvedLogs } from './logs';
import { checkCount, checkNumber, direction, type Mode, monitored } from './monitor';

export interface ReduceLROnPlateauOptions {
  /** Metric to watch. Default 'val_loss'. */
  monitor?: string;
  /** The rate is multiplied by this, in [0, 1). Default 0.1. */
  factor?: number;
  /** Epochs without improvement after which the rate is reduced. Default 10. */
  patience?: number;
  /** Only a change of more than this is an improvement. Default 1e-4. */
  minDelta?: number;
  /** Epochs after a reduction in which none is counted. Default 0. */
  cooldown?: number;
  /** The rate never falls below this. Default 0. */
  minLr?: number;
  /** Which way is better. Default 'auto': by the metric's name. */
  mode?: Mode;
  /** 1 prints a line at each reduction. Default 0. */
  verbose?: 0 | 1;
}

/**
 * Reduces the learning rate when a metric has stopped improving, as Keras' callback of the same name.
 *
 * An improvement is `value < best - minDelta` (or `> best + minDelta`). After `patience` epochs without one
 * the rate becomes `max(rate * factor, minLr)`, in float32, and a cooldown begins; at the floor the wait goes
 * on. An epoch without the metric only warns. Puts the rate in force in each epoch into its logs, as `lr`.
 *
 * @throws RangeError when an option is out of its range; Error when `mode` is 'auto' and the metric's name
 *   does not tell which way is better.
 * @see Keras 2.15 `ReduceLROnPlateau`. As in Keras 3, and unlike 2.15, 'auto' takes an area under the curve
 *   to be better when large, and does not guess.
 * @example
 * const callbacks = [new ReduceLROnPlateau({ factor: 0.2, patience: 5, minLr: 1e-6 })];
 * await train(model, { x, y, validation, epochs: 50, callbacks });
 */
export class ReduceLROnPlateau extends tf.Callback {
  /** Epochs counted since the last improvement or reduction. */
  wait = 0;
  /** Epochs of cooldown left. */
  cooldownCounter = 0;
  /** Best value so far; infinite before the first. */
  best: number;
  private readonly options: Required<ReduceLROnPlateauOptions>;
  private readonly sign: 1 | -1;

  constructor(options: ReduceLROnPlateauOptions = {}) {
    super();
    this.options = { ...DEFAULTS, ...options };
    check(this.options);
    this.sign = direction(this.options.monitor, this.options.mode) === 'min' ? 1 : -1;
    this.best = this.sign * Infinity;
  }

  override async onTrainBegin(): Promise<void> {
    rateOf(this.model);
    this.wait = 0;
    this.cooldownCounter = 0;
    this.best = this.sign * Infinity;
  }

  override async onEpochEnd(epoch: number, unresolved?: UnresolvedLogs): Promise<void> {
    const logs = await resolve(unresolved);
    logs.lr = rateOf(this.model);
    const value = monitored('ReduceLROnPlateau', this.options.monitor, logs);
    if (value === undefined) return;
    if (this.cooldownCounter > 0) this.cooldownCounter--;
    if (this.improves(value)) {
      this.best = value;
      this.wait = 0;
    } else if (this.cooldownCounter === 0) {
      this.wait++;
      if (this.wait >= this.options.patience) this.reduce(epoch);
    }
  }

  private improves(value: number): boolean {
    const { minDelta } = this.options;
    return this.sign === 1 ? value < this.best - minDelta : value > this.best + minDelta;
  }

  private reduce(epoch: number): void {
    const { factor, minLr, cooldown, verbose } = this.options;
    const rate = Math.fround(rateOf(this.model));
    if (rate <= Math.fround(minLr)) return;
    setLearningRate(this.model, Math.max(rate * factor, minLr));
    this.cooldownCounter = cooldown;
    this.wait = 0;
    if (verbose)
      console.log(
        `Epoch ${epoch + 1}: ReduceLROnPlateau reduces the learning rate to ${rateOf(this.model)}.`,
      );
  }
}

const DEFAULTS: Required<ReduceLROnPlateauOptions> = {
  monitor: 'val_loss',
  factor: 0.1,
  patience: 10,
  minDelta: 1e-4,
  cooldown: 0,
  minLr: 0,
  mode: 'auto',
  verbose: 0,
};

function check({ factor, patience, minDelta, cooldown, minLr }: Required<ReduceLROnPlateauOptions>): void {
  if (!(factor >= 0 && factor < 1))
    throw new RangeError(`factor: expected a number in [0, 1), got ${String(factor)}; the rate must fall`);
  checkCount('patience', patience);
  checkNumber('minDelta', minDelta);
  checkCount('cooldown', cooldown);
  if (!Number.isFinite(minLr) || minLr < 0)
    throw new RangeError(`minLr: expected a finite number >= 0, got ${String(minLr)}`);
}

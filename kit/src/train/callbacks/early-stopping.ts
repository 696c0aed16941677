import * as tf from '@tensorflow/tfjs';
import { resolve, type UnresolvedLogs } from './logs';
import { checkCount, checkNumber, direction, type Mode, monitored } from './monitor';
import { copyWeights, restoreWeights, type WeightCopy } from './weight-copy';

export interface EarlyStoppingOptions {
  /** Metric to watch. Default 'val_loss'. */
  monitor?: string;
  /** Only a change of more than this is an improvement; its sign does not matter. Default 0. */
  minDelta?: number;
  /** Epochs without improvement after which the training stops. Default 0. */
  patience?: number;
  /** Which way is better. Default 'auto': by the metric's name. */
  mode?: Mode;
  /** The wait starts anew only at an improvement that is also better than this. Default: none. */
  baseline?: number;
  /** Give the model the weights of its best epoch when the training ends. Default false. */
  restoreBestWeights?: boolean;
  /** Epochs before this one (from 0) are not watched. Default 0. */
  startFromEpoch?: number;
  /** 1 prints a line when it stops the training. Default 0. */
  verbose?: 0 | 1;
}

/**
 * Stops the training when a metric has stopped improving, as Keras' callback of the same name.
 * tfjs has one too, which throws when asked for `restoreBestWeights`.
 *
 * With `restoreBestWeights` the model ends with the weights of its best epoch (of the first one watched,
 * where none improved), whoever stopped the training, or nobody. The first epoch never stops it.
 * An epoch without the metric only warns. Mind that in tfjs `val_loss` leaves out the regularizers' penalties.
 *
 * @throws RangeError when an option is out of its range; Error when `mode` is 'auto' and the metric's name
 *   does not tell which way is better.
 * @see Keras 2.15 `EarlyStopping`. As in Keras 3, and unlike 2.15, weights are restored at the end of any
 *   training, not only of one that this callback stopped, and 'auto' does not guess.
 * @example
 * const callbacks = [new EarlyStopping({ patience: 3, restoreBestWeights: true })];
 * await train(model, { x, y, validation, epochs: 50, callbacks });
 */
export class EarlyStopping extends tf.Callback {
  /** Epochs counted since the last improvement. */
  wait = 0;
  /** Best value so far; infinite before the first. */
  best: number;
  /** Epoch of the best value, from 0; 0 before the first. */
  bestEpoch = 0;
  /** Epoch that stopped the training, from 0; 0 when this callback did not. */
  stoppedEpoch = 0;
  private bestWeights: WeightCopy[] | undefined;
  private readonly options: Settings;
  private readonly sign: 1 | -1;

  constructor(options: EarlyStoppingOptions = {}) {
    super();
    this.options = { ...DEFAULTS, ...options };
    check(this.options);
    this.sign = direction(this.options.monitor, this.options.mode) === 'min' ? 1 : -1;
    this.best = this.sign * Infinity;
  }

  override async onTrainBegin(): Promise<void> {
    this.wait = 0;
    this.best = this.sign * Infinity;
    this.bestEpoch = 0;
    this.stoppedEpoch = 0;
    this.bestWeights = undefined;
  }

  override async onEpochEnd(epoch: number, unresolved?: UnresolvedLogs): Promise<void> {
    const value = monitored('EarlyStopping', this.options.monitor, await resolve(unresolved));
    if (value === undefined || epoch < this.options.startFromEpoch) return;
    const improved = this.improves(value, this.best);
    if (this.options.restoreBestWeights && (improved || !this.bestWeights))
      this.bestWeights = await copyWeights(this.model);
    this.wait++;
    if (improved) this.improve(epoch, value);
    else if (this.wait >= this.options.patience && epoch > 0) this.stop(epoch);
  }

  override async onTrainEnd(): Promise<void> {
    if (this.bestWeights) restoreWeights(this.model, this.bestWeights);
    this.bestWeights = undefined;
  }

  private improves(value: number, reference: number): boolean {
    const delta = Math.abs(this.options.minDelta);
    return this.sign === 1 ? value + delta < reference : value - delta > reference;
  }

  private improve(epoch: number, value: number): void {
    const { baseline } = this.options;
    this.best = value;
    this.bestEpoch = epoch;
    if (baseline === undefined || this.improves(value, baseline)) this.wait = 0;
  }

  private stop(epoch: number): void {
    this.stoppedEpoch = epoch;
    this.model.stopTraining = true;
    if (this.options.verbose) console.log(`Epoch ${epoch + 1}: early stopping.`);
  }
}

type Settings = Pick<EarlyStoppingOptions, 'baseline'> & Required<Omit<EarlyStoppingOptions, 'baseline'>>;

const DEFAULTS: Settings = {
  monitor: 'val_loss',
  minDelta: 0,
  patience: 0,
  mode: 'auto',
  restoreBestWeights: false,
  startFromEpoch: 0,
  verbose: 0,
};

function check({ minDelta, patience, baseline, startFromEpoch }: Settings): void {
  checkNumber('minDelta', minDelta);
  checkCount('patience', patience);
  if (baseline !== undefined) checkNumber('baseline', baseline);
  checkCount('startFromEpoch', startFromEpoch);
}

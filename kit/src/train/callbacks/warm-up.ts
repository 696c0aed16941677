import * as tf from '@tensorflow/tfjs';
import { rateOf, setLearningRate } from './learning-rate';
import { checkCount } from './monitor';

export interface WarmUpOptions {
  /** Batches over which the rate rises, >= 1. */
  steps: number;
  /** Rate reached. Default: the optimizer's at the beginning of the training. */
  rate?: number;
  /** Rate of the first batch. Default 0. */
  initialRate?: number;
}

/**
 * Raises the learning rate evenly over the first batches of a training (Goyal et al., 2017), so that the
 * first steps, taken from random weights and empty moments, are small. Batch s (from 0) runs at
 * `initialRate + (rate - initialRate) * s / steps`; from batch `steps` on the rate is left to others.
 *
 * @throws RangeError when `steps` is not a whole number >= 1 or a rate is not a finite number >= 0.
 * @see Keras 2.15 `CosineDecay`, with `warmup_target` and `warmup_steps`
 * @example
 * await train(model, { x, y, epochs: 10, callbacks: [new WarmUp({ steps: 20, rate: 0.01 })] });
 */
export class WarmUp extends tf.Callback {
  private target = 0;
  private step = 0;

  constructor(private readonly options: WarmUpOptions) {
    super();
    checkCount('steps', options.steps);
    if (options.steps === 0) throw new RangeError('steps: expected a whole number >= 1, got 0');
    checkRate('rate', options.rate ?? 0);
    checkRate('initialRate', options.initialRate ?? 0);
  }

  override async onTrainBegin(): Promise<void> {
    this.target = this.options.rate ?? rateOf(this.model);
    this.step = 0;
  }

  override async onBatchBegin(): Promise<void> {
    const { steps, initialRate = 0 } = this.options;
    if (this.step > steps) return;
    setLearningRate(this.model, initialRate + ((this.target - initialRate) * this.step) / steps);
    this.step++;
  }
}

function checkRate(name: string, rate: number): void {
  if (!Number.isFinite(rate) || rate < 0)
    throw new RangeError(`${name}: expected a finite number >= 0, got ${String(rate)}`);
}

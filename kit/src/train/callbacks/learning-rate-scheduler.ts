import * as tf from '@tensorflow/tfjs';
import { rateOf, setLearningRate } from './learning-rate';
import { resolve, type UnresolvedLogs } from './logs';

/** Gives the rate for an epoch (from 0), knowing the rate in force. */
export type Schedule = (epoch: number, rate: number) => number;

/**
 * Sets the learning rate at the beginning of each epoch to what `schedule` gives, as Keras' callback of the
 * same name. Puts the rate in force in each epoch into its logs, as `lr`.
 *
 * @param schedule (epoch from 0, rate in force) -> rate.
 * @param options `verbose`: 1 prints a line an epoch. Default 0.
 * @throws Error in the training, when the schedule gives anything but a finite number >= 0.
 * @see Keras 2.15 `LearningRateScheduler`
 * @example
 * const halve = new LearningRateScheduler((epoch, rate) => (epoch > 0 && epoch % 10 === 0 ? rate / 2 : rate));
 * await train(model, { x, y, epochs: 30, callbacks: [halve] });
 */
export class LearningRateScheduler extends tf.Callback {
  constructor(
    private readonly schedule: Schedule,
    private readonly options: { verbose?: 0 | 1 } = {},
  ) {
    super();
    if (typeof schedule !== 'function')
      throw new TypeError(
        `schedule: expected a function (epoch, rate) => rate, got ${JSON.stringify(schedule)}`,
      );
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    const rate = this.schedule(epoch, rateOf(this.model));
    if (!Number.isFinite(rate) || rate < 0)
      throw new RangeError(`schedule: expected a finite rate >= 0 for epoch ${epoch}, got ${String(rate)}`);
    setLearningRate(this.model, rate);
    if (this.options.verbose)
      console.log(`Epoch ${epoch + 1}: LearningRateScheduler sets the learning rate to ${rate}.`);
  }

  override async onEpochEnd(_epoch: number, logs?: UnresolvedLogs): Promise<void> {
    (await resolve(logs)).lr = rateOf(this.model);
  }
}

import * as tf from '@tensorflow/tfjs';
import type { UnresolvedLogs } from './logs';

/**
 * Stops the training after a batch whose loss is NaN or infinite, as Keras' callback of the same name:
 * from there on every weight is NaN, and no epoch will bring it back. Says so in a warning.
 *
 * It reads the loss after each batch, which costs a little time where batches are small.
 *
 * @see Keras 2.15 `TerminateOnNaN`. tfjs does not validate an epoch that was stopped in its middle.
 * @example
 * await train(model, { x, y, epochs: 50, callbacks: [new TerminateOnNaN()] });
 */
export class TerminateOnNaN extends tf.Callback {
  override async onBatchEnd(batch: number, logs: UnresolvedLogs = {}): Promise<void> {
    if (logs.loss === undefined) return;
    const loss = typeof logs.loss === 'number' ? logs.loss : (await logs.loss.data())[0];
    if (Number.isFinite(loss)) return;
    console.warn(`TerminateOnNaN: the loss of batch ${batch} is ${loss}; the training stops`);
    this.model.stopTraining = true;
  }
}

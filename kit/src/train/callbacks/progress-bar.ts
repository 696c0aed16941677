import * as tf from '@tensorflow/tfjs';
import { now } from '../../clock';
import { resolve, type UnresolvedLogs } from './logs';
import { progressLine } from './progress-line';
import { outputHere, type ProgressOutput } from './progress-output';

/** Milliseconds between two looks at the loss: each one makes the engine wait. */
const INTERVAL = 100;

/**
 * Shows how a training goes while it goes: a bar with losses and metrics that is rewritten in place in a
 * terminal and in a notebook, and one line an epoch where output goes to a file.
 * Inside an epoch the numbers are those of the last batch, at its end those of the whole epoch.
 *
 * @param options `output`: where to show it. Default: the notebook, the terminal, or `console.log`.
 * @see Keras 2.15 `ProgbarLogger`
 * @example
 * await train(model, { x, y, epochs: 10, callbacks: [new ProgressBar()] });
 */
export class ProgressBar extends tf.Callback {
  private output: ProgressOutput | undefined;
  private epoch = 0;
  private began = 0;
  private looked = 0;

  constructor(private readonly options: { output?: ProgressOutput } = {}) {
    super();
  }

  override async onTrainBegin(): Promise<void> {
    this.output = this.options.output ?? outputHere();
  }

  override async onEpochBegin(epoch: number): Promise<void> {
    this.epoch = epoch + 1;
    this.began = now();
    this.looked = this.began;
  }

  override async onBatchEnd(batch: number, logs?: UnresolvedLogs): Promise<void> {
    if (!this.output?.live || now() - this.looked < INTERVAL) return;
    this.output.live(this.line(batch + 1, await resolve(logs)));
    this.looked = now();
  }

  override async onEpochEnd(_epoch: number, logs?: UnresolvedLogs): Promise<void> {
    this.output?.keep(this.line(this.batches(), await resolve(logs)));
  }

  private batches(): number {
    return Math.ceil(Number(this.params.samples) / Number(this.params.batchSize));
  }

  private line(batch: number, logs: tf.Logs): string {
    return progressLine({
      epoch: this.epoch,
      epochs: Number(this.params.epochs),
      batch,
      batches: this.batches(),
      seconds: (now() - this.began) / 1000,
      logs,
    });
  }
}

import type * as tf from '@tensorflow/tfjs';

const WIDTH = 30;

/** How far an epoch is. */
export interface Progress {
  /** From 1. */
  epoch: number;
  epochs: number;
  /** Batches done; all of them at the epoch's end. */
  batch: number;
  batches: number;
  /** Since the epoch began. */
  seconds: number;
  logs: tf.Logs;
}

/** One line, much as Keras draws it: `Epoch 2/10 [=====>....] 12/60 - 3.1s - loss: 0.6931`. */
export function progressLine({ epoch, epochs, batch, batches, seconds, logs }: Progress): string {
  const number = String(epoch).padStart(String(epochs).length);
  const done = String(batch).padStart(String(batches).length);
  const metrics = Object.entries(logs).filter(([name]) => name !== 'batch' && name !== 'size');
  return [
    `Epoch ${number}/${epochs} ${bar(batch / batches)} ${done}/${batches}`,
    `${seconds.toFixed(1)}s`,
    ...metrics.map(([name, value]) => `${name}: ${brief(value)}`),
  ].join(' - ');
}

function bar(share: number): string {
  const full = Math.floor(Math.min(1, share) * WIDTH);
  return `[${full === WIDTH ? '='.repeat(WIDTH) : `${'='.repeat(full)}>`.padEnd(WIDTH, '.')}]`;
}

/** Four digits after the point, or behind the first one where there would be none left. */
function brief(value: number): string {
  return Math.abs(value) > 1e-3 || value === 0 ? value.toFixed(4) : value.toExponential(4);
}

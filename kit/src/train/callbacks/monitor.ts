import type * as tf from '@tensorflow/tfjs';

/** Whether a metric is better when small or when large; `auto` goes by its name. */
export type Mode = 'auto' | 'min' | 'max';

const SMALLER_IS_BETTER =
  /loss|error|brier|^(mse|mae|mape|msle|rmse)$|crossentropy|^(kl|kullbackLeibler)?divergence$/i;
const LARGER_IS_BETTER = /acc(uracy)?$|auc$|^(precision|recall|f1|mcc|r2score)$/i;

/**
 * The direction in which a monitored metric gets better.
 *
 * @throws TypeError when `monitor` is no name; RangeError when `mode` is none of its values; Error when it is
 *   `auto` and the name does not tell.
 */
export function direction(monitor: string, mode: Mode): 'min' | 'max' {
  if (typeof monitor !== 'string')
    throw new TypeError(`monitor: expected the name of a metric, got ${String(monitor)}`);
  if (mode === 'min' || mode === 'max') return mode;
  if (mode !== 'auto')
    throw new RangeError(`mode: expected 'auto', 'min' or 'max', got ${JSON.stringify(mode)}`);
  const metric = monitor.replace(/^val_/, '');
  if (LARGER_IS_BETTER.test(metric)) return 'max';
  if (SMALLER_IS_BETTER.test(metric)) return 'min';
  throw new Error(
    `mode: 'auto' cannot tell whether a large "${monitor}" is better or a small one; pass mode: 'min' or 'max'`,
  );
}

/**
 * The value of the monitored metric at an epoch's end; undefined, with a warning, where there is none.
 * `accuracy` finds what tfjs calls `acc`.
 */
export function monitored(who: string, monitor: string, logs: tf.Logs): number | undefined {
  const value = logs[monitor] ?? logs[monitor.replace(/accuracy$/, 'acc')];
  if (value === undefined)
    console.warn(
      `${who}: metric "${monitor}" is not available, so nothing is done; available are: ${Object.keys(logs).join(', ')}`,
    );
  return value;
}

/** Throws unless `value` is a whole number >= 0. */
export function checkCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name}: expected a whole number >= 0, got ${String(value)}`);
}

/** Throws unless `value` is a number. */
export function checkNumber(name: string, value: number): void {
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new RangeError(`${name}: expected a number, got ${String(value)}`);
}

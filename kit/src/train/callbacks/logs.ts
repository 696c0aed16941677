import type * as tf from '@tensorflow/tfjs';

/** What tfjs hands to a callback: losses and metrics, some of them still tensors. */
export type UnresolvedLogs = Record<string, number | tf.Scalar>;

/** Turns the tensors among the logs into numbers, in place as tfjs does for callbacks of its own kind. */
export async function resolve(logs: UnresolvedLogs = {}): Promise<tf.Logs> {
  await Promise.all(
    Object.entries(logs).map(async ([name, value]) => {
      if (typeof value === 'number') return;
      logs[name] = (await value.data())[0]!;
      value.dispose();
    }),
  );
  return logs as tf.Logs;
}

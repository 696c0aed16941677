import * as tf from '@tensorflow/tfjs';

/**
 * What `train` takes as a callback: an instance of one of the classes (the kit's, or a `tf.Callback` of your
 * own), or an object with some of their functions.
 */
// The classes by two of their members only: with all, the parameters of an object's functions had no types.
export type TrainCallback = Pick<tf.Callback, 'setModel' | 'setParams'> | tf.CustomCallbackArgs;

/**
 * Makes callbacks of one kind. tfjs decides by the first in a list how it takes all of them, and calls the
 * functions of the others without their `this`.
 */
export function toCallbacks(callbacks: readonly TrainCallback[]): (tf.Callback | tf.CustomCallback)[] {
  return callbacks.map((callback) =>
    callback instanceof tf.Callback || callback instanceof tf.CustomCallback
      ? callback
      : new tf.CustomCallback(callback as tf.CustomCallbackArgs, 'epoch'),
  );
}

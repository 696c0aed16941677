import * as tf from '@tensorflow/tfjs';
import { FLOAT, type NodeBackend } from './graph/tfjs';

/**
 * Has the gradient of relu be TensorFlow's own `ReluGrad`, one operation in place of the nine that tfjs builds
 * it from. As in Keras a NaN before the relu passes no gradient on, where tfjs passes NaN; the NaN after it still
 * spoils the loss, and with it every gradient.
 *
 * @returns a function that takes it back.
 */
export function installGradients(): () => void {
  const original = tf.getGradient('Relu');
  tf.registerGradient({
    kernelName: 'Relu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({ x: () => reluGrad(dy as tf.Tensor, x!) }),
  });
  return () => tf.registerGradient(original);
}

function reluGrad(dy: tf.Tensor, x: tf.Tensor): tf.Tensor {
  const backend = tf.backend() as unknown as NodeBackend;
  const type = { name: 'T', type: backend.binding.TF_ATTR_TYPE, value: FLOAT };
  return backend.executeSingleOutput('ReluGrad', [type], [dy, x]);
}

import * as tf from '@tensorflow/tfjs';

// tfjs would fall back to its plain `cpu` backend in silence, more than 100 times slower than the portable
// engine. Without it, work before `await ready()` stops, and the warning says why.
tf.removeBackend('cpu');
tf.registerBackend(
  'none',
  () => {
    throw new Error('No engine is loaded yet: call `await ready()` first.');
  },
  0,
);

export { tf };

import type { AvgPoolGradAttrs, TensorInfo } from '@tensorflow/tfjs';
import { floats } from './heap';
import { wasmKernel } from './kernel';
import { eachWindow, poolInfo } from './pooling';

type Inputs = { dy: TensorInfo; input: TensorInfo };

/**
 * The gradient of average pooling: each output's gradient in equal parts to the inputs of its window that
 * are not padding, as in TensorFlow. The backend's own divides by the whole window, so the edges of `same`
 * padding get too little, and takes twice as long.
 */
export const avgPoolGrad = wasmKernel<Inputs, AvgPoolGradAttrs>(
  'AvgPoolGrad',
  ({ inputs: { dy, input }, attrs, backend }) => {
    const info = poolInfo(input.shape, attrs);
    const dx = backend.makeOutput(input.shape, 'float32');
    const to = floats(backend, dx).fill(0);
    const from = floats(backend, dy);
    eachWindow(info, (cell, pixels) => {
      for (const pixel of pixels) addScaled(from, cell, to, pixel, info.inChannels, 1 / pixels.length);
    });
    return dx;
  },
);

function addScaled(
  from: Float32Array,
  read: number,
  to: Float32Array,
  write: number,
  length: number,
  factor: number,
): void {
  for (let i = 0; i < length; i++) to[write + i]! += from[read + i]! * factor;
}

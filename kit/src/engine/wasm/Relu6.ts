import type { TensorInfo } from '@tensorflow/tfjs';
import { wasmKernel } from './kernel';
import { rectify } from './Relu';

/** min(max(x, 0), 6) that keeps NaN, as TensorFlow does; the backend's own turns NaN into 0. */
export const relu6 = wasmKernel<{ x: TensorInfo }, object>('Relu6', ({ inputs: { x }, backend }) =>
  rectify(backend, 'Relu6', x),
);

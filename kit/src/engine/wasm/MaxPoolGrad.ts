import type { MaxPoolGradAttrs, MaxPoolGradInputs, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { addressesOf, floats } from './heap';
import { wasmKernel } from './kernel';
import { eachRow, eachWindow, inQuarters, type PoolInfo, poolInfo } from './pooling';
import { simd } from './simd';

/**
 * The gradient of max pooling: each output's gradient goes to the first of its window's largest inputs
 * in reading order, as in TensorFlow. The backend's own gives ties to another one, or to none, and takes
 * about ten times as long.
 */
export const maxPoolGrad = wasmKernel<MaxPoolGradInputs, MaxPoolGradAttrs>(
  'MaxPoolGrad',
  ({ inputs, attrs, backend }) => {
    const info = poolInfo(inputs.input.shape, attrs);
    const dx = backend.makeOutput(inputs.input.shape, 'float32');
    // Whole quarters write every number.
    if (!inQuarters(info) || info.inHeight % 2 || info.inWidth % 2) floats(backend, dx).fill(0);
    if (inQuarters(info)) quarters(backend, inputs, dx, info);
    else windows(backend, inputs, dx, info);
    return dx;
  },
);

type Inputs = { [Name in keyof MaxPoolGradInputs]-?: TensorInfo };

function quarters(backend: BackendWasm, inputs: Inputs, dx: TensorInfo, info: PoolInfo): void {
  const [x, y, dy, to] = addressesOf(backend, inputs.input, inputs.output, inputs.dy, dx);
  const { maxQuartersGradient } = simd(backend);
  const pixel = 4 * info.inChannels;
  eachRow(info, (corner, cells) => {
    const at = [x + corner, y + cells, dy + cells, to + corner] as const;
    maxQuartersGradient(...at, info.inWidth * pixel, pixel, info.outWidth, info.inChannels / 4);
  });
}

function windows(backend: BackendWasm, inputs: Inputs, dx: TensorInfo, info: PoolInfo): void {
  const x = floats(backend, inputs.input);
  const dy = floats(backend, inputs.dy);
  const to = floats(backend, dx);
  eachWindow(info, (cell, pixels) => {
    for (let c = 0; c < info.inChannels; c++) to[firstLargest(x, pixels, c)]! += dy[cell + c]!;
  });
}

function firstLargest(x: Float32Array, pixels: readonly number[], channel: number): number {
  let at = pixels[0]! + channel;
  for (const pixel of pixels) if (x[pixel + channel]! > x[at]!) at = pixel + channel;
  return at;
}

import type { MaxPoolGradAttrs, MaxPoolGradInputs, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { floats } from './heap';
import { wasmKernel } from './kernel';
import { eachWindow, type PoolInfo, poolInfo } from './pooling';

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
    floats(backend, dx).fill(0);
    if (isQuarters(info)) quarters(backend, inputs, dx, info);
    else windows(backend, inputs, dx, info);
    return dx;
  },
);

type Inputs = { [Name in keyof MaxPoolGradInputs]-?: TensorInfo };

/** Whole 2x2 windows side by side: what nearly every network uses. */
function isQuarters(info: PoolInfo): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const sizes = [filterHeight, filterWidth, strideHeight, strideWidth];
  return sizes.every((n) => n === 2) && padInfo.top + padInfo.bottom + padInfo.left + padInfo.right === 0;
}

function quarters(backend: BackendWasm, inputs: Inputs, dx: TensorInfo, info: PoolInfo): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const [x, y, dy, to] = [inputs.input, inputs.output, inputs.dy, dx].map((tensor) =>
    floats(backend, tensor),
  );
  const line = inWidth * inChannels;
  let cell = 0;
  for (let b = 0; b < batchSize; b++)
    for (let row = 0; row < outHeight; row++)
      for (let column = 0; column < outWidth; column++, cell += inChannels) {
        const corner = (b * inHeight + 2 * row) * line + 2 * column * inChannels;
        quarter(x!, y!, dy!, to!, corner, cell, inChannels, line);
      }
}

// Comparisons become numbers, not branches: which of the four is the largest cannot be foretold, and wrong
// guesses would take longer than the work.
function quarter(
  x: Float32Array,
  y: Float32Array,
  dy: Float32Array,
  dx: Float32Array,
  corner: number,
  cell: number,
  channels: number,
  line: number,
): void {
  for (let c = 0; c < channels; c++) {
    const top = y[cell + c]!;
    const first = corner + c;
    // A NaN that stands first takes the gradient, as in TensorFlow: nothing is larger than it.
    const pastOne = +(x[first] !== top) * +!Number.isNaN(x[first]);
    const pastTwo = pastOne * +(x[first + channels] !== top);
    const pastThree = pastTwo * +(x[first + line] !== top);
    const column = (pastOne + pastTwo + pastThree) & 1;
    dx[first + pastTwo * line + column * channels] = dy[cell + c]!;
  }
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

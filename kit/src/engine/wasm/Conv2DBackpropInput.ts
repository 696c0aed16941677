import type { Conv2DBackpropInputAttrs, Conv2DBackpropInputInputs, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { conv } from './Conv2D';
import { type ConvInfo, convInfo } from './convInfo';
import { floats } from './heap';
import { runUpstream, wasmKernel } from './kernel';

/**
 * The gradient of a 2d convolution by its input (also the forward pass of a transposed convolution):
 * [B, H, W, C] from dy [B, H', W', F] and the filter [kh, kw, C, F].
 *
 * It is a convolution of dy, with zeros between its pixels where the stride was over 1, with the filter
 * turned by half a turn. The backend's own runs a plain loop, about eight times slower; it keeps channels
 * first, and padding wider than the filter.
 */
export const conv2DBackpropInput = wasmKernel<Conv2DBackpropInputInputs, Conv2DBackpropInputAttrs>(
  'Conv2DBackpropInput',
  ({ inputs: { dy, filter }, attrs, backend }) => {
    const info = convInfo(attrs.inputShape, filter.shape, attrs);
    const pad = fullPadding(info);
    if (attrs.dataFormat !== 'NHWC' || pad.flat().some((n) => n < 0))
      return runUpstream('Conv2DBackpropInput', backend, { dy, filter }, attrs);
    const x = spread(backend, dy, info);
    const turned = halfTurn(backend, filter);
    const out = conv(backend, { x, filter: turned }, { strides: 1, dilations: 1, pad, dataFormat: 'NHWC' });
    if (x !== dy) backend.disposeData(x.dataId);
    backend.disposeData(turned.dataId);
    return out;
  },
);

type Ends = [number, number];

/** What must lie around the spread dy for the outcome to have the size of the input. */
function fullPadding(info: ConvInfo): [Ends, Ends, Ends, Ends] {
  const { padInfo, filterHeight, filterWidth, strideHeight, strideWidth } = info;
  const above = filterHeight - 1 - padInfo.top;
  const before = filterWidth - 1 - padInfo.left;
  const below = info.inHeight - 1 + padInfo.top - (info.outHeight - 1) * strideHeight;
  const after = info.inWidth - 1 + padInfo.left - (info.outWidth - 1) * strideWidth;
  return [
    [0, 0],
    [above, below],
    [before, after],
    [0, 0],
  ];
}

function spread(backend: BackendWasm, dy: TensorInfo, info: ConvInfo): TensorInfo {
  const { batchSize, outHeight, outWidth, outChannels, strideHeight, strideWidth } = info;
  if (strideHeight === 1 && strideWidth === 1) return dy;
  const height = (outHeight - 1) * strideHeight + 1;
  const width = (outWidth - 1) * strideWidth + 1;
  const out = backend.makeOutput([batchSize, height, width, outChannels], 'float32');
  const from = floats(backend, dy);
  const to = floats(backend, out).fill(0);
  let read = 0;
  for (let b = 0; b < batchSize; b++)
    for (let row = 0; row < outHeight; row++)
      for (let column = 0; column < outWidth; column++, read += outChannels) {
        const pixel = (b * height + row * strideHeight) * width + column * strideWidth;
        to.set(from.subarray(read, read + outChannels), pixel * outChannels);
      }
  return out;
}

/** [kh, kw, C, F] to [kh, kw, F, C], both spatial axes backwards. */
function halfTurn(backend: BackendWasm, filter: TensorInfo): TensorInfo {
  const [height, width, inputs, outputs] = filter.shape as [number, number, number, number];
  const out = backend.makeOutput([height, width, outputs, inputs], 'float32');
  const from = floats(backend, filter);
  const to = floats(backend, out);
  const taps = height * width;
  for (let tap = 0; tap < taps; tap++) {
    const read = (taps - 1 - tap) * inputs * outputs;
    const write = tap * inputs * outputs;
    for (let c = 0; c < inputs; c++)
      for (let f = 0; f < outputs; f++) to[write + f * inputs + c] = from[read + c * outputs + f]!;
  }
  return out;
}

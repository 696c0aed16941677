import type { Conv2DBackpropFilterAttrs, Conv2DBackpropFilterInputs, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type ConvInfo, channelsLast, convInfo } from './convInfo';
import { runUpstream, wasmKernel } from './kernel';

/**
 * The gradient of a 2d convolution by its filter, which the backend lacks: [kh, kw, C, F] from
 * x [B, H, W, C] and dy [B, H', W', F].
 *
 * It is itself a convolution, of x with dy, summed over the batch: with channels and batch of x changing
 * places, dy is the filter, spread by the stride of the forward pass.
 */
export const conv2DBackpropFilter = wasmKernel<Conv2DBackpropFilterInputs, Conv2DBackpropFilterAttrs>(
  'Conv2DBackpropFilter',
  ({ inputs: { x, dy }, attrs, backend }) => {
    channelsLast('Conv2DBackpropFilter', attrs.dataFormat);
    const info = convInfo(x.shape, attrs.filterShape, attrs);
    const images = runUpstream('Transpose', backend, { x }, { perm: [3, 1, 2, 0] });
    const filter = runUpstream('Transpose', backend, { x: dy }, { perm: [1, 2, 0, 3] });
    const full = correlate(backend, images, filter, info);
    const gradient = trimmed(backend, full, info);
    const out = runUpstream('Transpose', backend, { x: gradient }, { perm: [1, 2, 0, 3] });
    for (const tensor of [images, filter, full]) backend.disposeData(tensor.dataId);
    if (gradient !== full) backend.disposeData(gradient.dataId);
    return out;
  },
);

function correlate(backend: BackendWasm, x: TensorInfo, filter: TensorInfo, info: ConvInfo): TensorInfo {
  const { top, bottom, left, right } = info.padInfo;
  return runUpstream(
    'Conv2D',
    backend,
    { x, filter },
    {
      strides: [1, 1],
      dilations: [info.strideHeight, info.strideWidth],
      pad: [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
      dataFormat: 'NHWC',
    },
  );
}

// Where the stride left a remainder, rows and columns come out that no place of the filter ever met.
function trimmed(backend: BackendWasm, full: TensorInfo, info: ConvInfo): TensorInfo {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  if (full.shape[1] === filterHeight && full.shape[2] === filterWidth) return full;
  const size = [inChannels, filterHeight, filterWidth, outChannels];
  return runUpstream('Slice', backend, { x: full }, { begin: [0, 0, 0, 0], size });
}

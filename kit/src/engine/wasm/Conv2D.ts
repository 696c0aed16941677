import type { Conv2DAttrs, Conv2DInputs, TensorInfo } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { runUpstream, wasmKernel } from './kernel';
import { allFinite } from './nan';
import { convolve, fitsTiles } from './tiles';

type Inputs = { x: TensorInfo; filter: TensorInfo };

/**
 * A 2d convolution. 3x3 filters go by tiles, two to three times faster than in the backend's own, which
 * keeps the others, and whatever comes out infinite or NaN.
 */
export const conv2D = wasmKernel<Conv2DInputs, Conv2DAttrs>('Conv2D', ({ inputs, attrs, backend }) =>
  conv(backend, inputs, attrs),
);

/** As the kernel `Conv2D`. */
export function conv(backend: BackendWasm, { x, filter }: Inputs, attrs: Conv2DAttrs): TensorInfo {
  return byTiles(backend, { x, filter }, attrs) ?? runUpstream('Conv2D', backend, { x, filter }, attrs);
}

function byTiles(backend: BackendWasm, { x, filter }: Inputs, attrs: Conv2DAttrs): TensorInfo | undefined {
  const { strides, dilations, pad, dimRoundingMode, dataFormat } = attrs;
  const info = tf.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    false,
    tf.backend_util.convertConv2DDataFormat(dataFormat),
  );
  if (![x, filter].every(({ dtype }) => dtype === 'float32')) return undefined;
  if (!fitsTiles(info) || dataFormat !== 'NHWC') return undefined;
  const y = backend.makeOutput(info.outShape, 'float32');
  convolve(backend, { x, filter, y }, info);
  if (allFinite(backend, y)) return y;
  backend.disposeData(y.dataId);
  return undefined;
}

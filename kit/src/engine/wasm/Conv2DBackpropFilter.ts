import type { Conv2DBackpropFilterAttrs, Conv2DBackpropFilterInputs, TensorInfo } from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type ConvInfo, channelsLast, convInfo } from './convInfo';
import { addressesOf, floats } from './heap';
import { wasmKernel } from './kernel';
import { allFinite } from './nan';
import { type Simd, simd } from './simd';
import { SPARE } from './simd/product';
import { cutStrip } from './strip';
import { filterGradient, fitsTiles } from './tiles';
import { withBlocks } from './workspace';

/**
 * The gradient of a 2d convolution by its filter, which the backend lacks: [kh, kw, C, F] from
 * x [B, H, W, C] and dy [B, H', W', F].
 */
export const conv2DBackpropFilter = wasmKernel<Conv2DBackpropFilterInputs, Conv2DBackpropFilterAttrs>(
  'Conv2DBackpropFilter',
  ({ inputs: { x, dy }, attrs, backend }) => {
    channelsLast('Conv2DBackpropFilter', attrs.dataFormat);
    const info = convInfo(x.shape, attrs.filterShape, attrs);
    const dw = backend.makeOutput(attrs.filterShape, 'float32');
    const tensors = { x, dy, dw };
    if (fitsTiles(info)) filterGradient(backend, tensors, info);
    if (!fitsTiles(info) || !allFinite(backend, dw)) byPatches(backend, tensors, info);
    return dw;
  },
);

/** Pixels whose patches lie side by side at once: products want many, the cache few. */
const PIXELS = 128;

/**
 * The gradient as one matrix product: each output pixel's patch of x, [pixels, kh * kw * C], transposed, with
 * dy, [pixels, F], as many rows of pixels at a time as the cache holds.
 */
function byPatches(
  backend: BackendWasm,
  { x, dy, dw }: { x: TensorInfo; dy: TensorInfo; dw: TensorInfo },
  info: ConvInfo,
): void {
  const { batchSize, outHeight, outWidth, outChannels: filters } = info;
  const patch = info.filterHeight * info.filterWidth * info.inChannels;
  const rows = Math.max(1, Math.floor(PIXELS / outWidth));
  const pixels = rows * outWidth;
  const sizes = [stripSize(info), pixels * patch, pixels * 8 * Math.ceil(filters / 8), SPARE];
  floats(backend, dw).fill(0);
  const [from, gradient, to] = addressesOf(backend, x, dy, dw);
  withBlocks(backend, sizes, (heap, strip, patches, panels, spare) => {
    const vector = simd(backend);
    heap.fill(0, strip / 4, strip / 4 + stripSize(info));
    const total = batchSize * outHeight;
    for (let start = 0; start < total; start += rows) {
      const some = Math.min(rows, total - start);
      for (let i = 0; i < some; i++)
        layPatches(vector, heap, info, from, start + i, strip, patches + 4 * i * outWidth * patch);
      const count = some * outWidth;
      vector.pack(gradient + 4 * start * outWidth * filters, 4 * filters, count, filters, panels);
      vector.addProduct(patches, 4, 4 * patch, panels, to, 4 * filters, patch, filters, count, spare);
    }
  });
}

function stripColumns({ outWidth, strideWidth, filterWidth }: ConvInfo): number {
  return (outWidth - 1) * strideWidth + filterWidth;
}

function stripSize(info: ConvInfo): number {
  return info.filterHeight * stripColumns(info) * info.inChannels;
}

/** Lays the patches of one row of output pixels, counted over all images, at the address `to`. */
function layPatches(
  vector: Simd,
  heap: Float32Array,
  info: ConvInfo,
  x: number,
  outRow: number,
  strip: number,
  to: number,
): void {
  const { outHeight, inHeight: height, inWidth: width, inChannels: channels, padInfo } = info;
  const columns = stripColumns(info);
  const image = Math.floor(outRow / outHeight);
  const top = (outRow % outHeight) * info.strideHeight - padInfo.top;
  const cut = { image, top, rows: info.filterHeight, left: padInfo.left, width: columns };
  cutStrip(vector, heap, { at: x, height, width, channels }, cut, strip);
  const pixel = 4 * channels;
  vector.patches(
    strip,
    columns * pixel,
    info.strideWidth * pixel,
    info.outWidth,
    info.filterHeight,
    info.filterWidth * channels,
    to,
  );
}

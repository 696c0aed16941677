import type { KernelConfig } from '@tensorflow/tfjs';
import { avgPool } from './AvgPool';
import { avgPoolGrad } from './AvgPoolGrad';
import { batchMatMul } from './BatchMatMul';
import { cast } from './Cast';
import { clipByValue } from './ClipByValue';
import { conv2D } from './Conv2D';
import { conv2DBackpropFilter } from './Conv2DBackpropFilter';
import { conv2DBackpropInput } from './Conv2DBackpropInput';
import { fusedConv2D } from './FusedConv2D';
import { fusedMatMul } from './FusedMatMul';
import { gatherV2 } from './GatherV2';
import { identity } from './Identity';
import { maximum } from './Maximum';
import { maxPool } from './MaxPool';
import { maxPoolGrad } from './MaxPoolGrad';
import { minimum } from './Minimum';
import { relu } from './Relu';
import { relu6 } from './Relu6';
import { slice } from './Slice';
import { sum } from './Sum';
import { tile } from './Tile';

/** Kernels that the wasm backend of tfjs 4.22.0 lacks and training needs. */
export const missing: readonly KernelConfig[] = [conv2DBackpropFilter];

/** Kernels in the place of the backend's own that answer otherwise than TensorFlow; each file says where. */
export const mended: readonly KernelConfig[] = [
  avgPool,
  avgPoolGrad,
  batchMatMul,
  cast,
  clipByValue,
  fusedConv2D,
  fusedMatMul,
  maxPool,
  maxPoolGrad,
  maximum,
  minimum,
  relu,
  relu6,
];

/** Kernels in the place of the backend's own that are right but slow in training. */
export const quickened: readonly KernelConfig[] = [
  conv2D,
  conv2DBackpropInput,
  gatherV2,
  identity,
  slice,
  sum,
  tile,
];

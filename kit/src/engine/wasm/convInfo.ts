import * as tf from '@tensorflow/tfjs';

/** Sizes, strides and padding of one convolution, as tfjs works them out. */
export type ConvInfo = tf.backend_util.Conv2DInfo;

type Shape4D = [number, number, number, number];

interface ConvAttributes {
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Works out a convolution of x [B, H, W, C] with a filter [kh, kw, C, F]. Dilation has no gradient in tfjs. */
export function convInfo(x: number[], filter: number[], attrs: ConvAttributes): ConvInfo {
  const { strides, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computeConv2DInfo(x as Shape4D, filter as Shape4D, strides, 1, pad, dimRoundingMode);
}

/** @throws Error for any layout but NHWC: the backend's convolutions know no other. */
export function channelsLast(kernel: string, dataFormat: string): void {
  if (dataFormat !== 'NHWC')
    throw new Error(
      `${kernel}: expected dataFormat "NHWC" (channelsLast), got "${dataFormat}"; transpose first`,
    );
}

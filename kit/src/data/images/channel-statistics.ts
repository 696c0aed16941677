import type { ImageStack } from './image';

/** Mean and standard deviation of each channel over all pixels of all images, rounded to single precision. */
export interface ChannelStatistics {
  mean: Float32Array;
  std: Float32Array;
}

/** Two passes in double precision: the deviations are taken from the rounded mean, as Keras' `fit` does. */
export function channelStatistics({ values, shape: [, , channels] }: ImageStack): ChannelStatistics {
  const perChannel = values.length / channels;
  const sum = new Float64Array(channels);
  for (let i = 0; i < values.length; i++) sum[i % channels]! += values[i]!;
  const mean = Float32Array.from(sum, (total) => total / perChannel);
  return { mean, std: Float32Array.from(variances(values, mean), Math.sqrt) };
}

function variances(values: Float32Array, mean: Float32Array): Float64Array {
  const channels = mean.length;
  const [sum, squares] = [new Float64Array(channels), new Float64Array(channels)];
  for (let i = 0; i < values.length; i++) {
    const channel = i % channels;
    const deviation = values[i]! - mean[channel]!;
    sum[channel]! += deviation;
    squares[channel]! += deviation * deviation;
  }
  const n = values.length / channels;
  return squares.map((square, channel) => Math.max(0, square / n - (sum[channel]! / n) ** 2));
}

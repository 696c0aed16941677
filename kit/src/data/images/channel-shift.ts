import { range } from './range';

/** Adds to every value in place, clipped to the image's own range: Keras' `apply_channel_shift`. */
export function channelShift(values: Float32Array, intensity: number): void {
  const [lowest, highest] = range(values);
  const shift = Math.fround(intensity);
  for (let i = 0; i < values.length; i++) {
    const shifted = values[i]! + shift;
    values[i] = Math.max(lowest, Math.min(highest, shifted));
  }
}

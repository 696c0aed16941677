/**
 * tfjs, loaded when a tensor is to be made. Numbers in arrays need none of it: so a metric or a split of
 * plain numbers starts without its second of loading.
 */
export function tfjs(): typeof import('@tensorflow/tfjs') {
  return require('@tensorflow/tfjs');
}

import * as tf from '@tensorflow/tfjs';

export type { Dataset, NdArray } from './data';
export { datasets, takeRows } from './data';
export { toTensor } from './data/to-tensor';
export type { Engine } from './engine';
export { ready } from './engine';
export { accuracy } from './metrics';
export * as plot from './plot';
export { random, seed } from './random';
export type { TrainingRun, TrainOptions } from './train';
export { train } from './train';
export { tf };

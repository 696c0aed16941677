export type { Dataset, NdArray } from './ndarray';
export { takeRows } from './ndarray';
export * as datasets from './sets';

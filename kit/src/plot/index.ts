export type { VegaLiteSpec } from './chart';
export { Chart } from './chart';
export type { CurveOptions } from './curves';
export { curves } from './curves';
export type { ImageOptions } from './images';
export { images } from './images';

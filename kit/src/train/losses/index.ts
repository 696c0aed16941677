export type { BinaryFocalOptions } from './binary-focal-crossentropy';
export { binaryFocalCrossentropy } from './binary-focal-crossentropy';
export type { CategoricalFocalOptions } from './categorical-focal-crossentropy';
export { categoricalFocalCrossentropy } from './categorical-focal-crossentropy';
export type { Loss } from './loss';
export { weightedBinaryCrossentropy } from './weighted-binary-crossentropy';

export { adjustBrightness, adjustContrast } from './adjust-light';
export type { ArrayFlowOptions } from './array-flow';
export { autoContrast } from './auto-contrast';
export { blurScore } from './blur-score';
export { type DuplicateOptions, type Duplicates, findDuplicates } from './duplicates';
export type { CorruptFile, CorruptReport } from './files';
export {
  corruptFiles,
  findDuplicateFiles,
  ImageFileError,
  loadImage,
  readCifar10,
  readIdx,
  writeShapesFolder,
} from './files';
export type { FillMode } from './fill-mode';
export type { FitOptions } from './fit';
export type { ClassMode, FolderFlow, FolderFlowOptions } from './folder-flow';
export type { ImageDataGeneratorOptions } from './generator-options';
export type { ImageLike, SameImage } from './image';
export { ImageDataGenerator } from './image-data-generator';
export type { ImageBatch, ImageFlow } from './image-flow';
export { differenceHash, hammingDistance, perceptualHash } from './image-hash';
export { brightnessScore, contrastScore } from './light-scores';
export type { TransformParameters } from './transform-parameters';

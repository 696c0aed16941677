export { type CorruptFile, type CorruptReport, corruptFiles } from './corrupt-files';
export { findDuplicateFiles } from './find-duplicate-files';
export { ImageFileError } from './image-file-error';
export { listClasses } from './list-classes';
export { type LoadOptions, loadImage, loadPixels } from './load-image';
export { readCifar10 } from './read-cifar10';
export { readIdx } from './read-idx';
export { writePng } from './write-png';
export { writeShapesFolder } from './write-shapes-folder';

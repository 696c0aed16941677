import * as tf from '@tensorflow/tfjs';
import { describe } from '../form';
import { checkSubset } from './array-flow';
import type { LoadOptions } from './files';
import type { ClassFiles, ListOptions } from './files/list-classes';
import type { ImageDraws } from './image-draws';
import { type FlowOptions, type FlowSource, ImageFlow, type Preparation } from './image-flow';
import { files } from './node-files';
import { CHANNELS, checkColorMode } from './pixels';
import { checkInterpolation, checkSize } from './resize';

/** Form of the targets; `'input'` gives the images themselves. */
export type ClassMode = 'binary' | 'categorical' | 'sparse' | 'input' | null;

/** Options of `ImageDataGenerator.flowFromDirectory`, as Keras 2.15 names and orders them. */
export interface FolderFlowOptions extends FlowOptions, Omit<LoadOptions, 'targetSize'> {
  /** [height, width] to which every image is resized. Default [256, 256]. */
  targetSize?: readonly [number, number];
  /** Folders to take as classes, in this order. Default all, sorted by name. */
  classes?: readonly string[];
  /** `'categorical'` gives one-hot rows [n, classes], `'binary'` and `'sparse'` labels [n, 1]. Default `'categorical'`. */
  classMode?: ClassMode;
  /** The first `validationSplit` of each class's files, or the rest. Default all of them. */
  subset?: 'training' | 'validation';
  /** Go into folders that are links. Default false. */
  followLinks?: boolean;
}

const NAME = 'ImageDataGenerator.flowFromDirectory';
const MODES: readonly unknown[] = ['binary', 'categorical', 'sparse', 'input', null];

/** Batches of images read from a folder when they are needed: see `ImageFlow`. */
export class FolderFlow extends ImageFlow {
  /** Files as CLASS/NAME, in the order of an epoch without shuffle. */
  readonly filenames: string[];
  /** The same with the folder before them. */
  readonly filepaths: string[];
  /** Class of each file. */
  readonly classes: number[];
  /** Name of each class and its label. */
  readonly classIndices: Record<string, number>;

  /** @internal Made by `ImageDataGenerator.flowFromDirectory`. */
  constructor(
    listed: ClassFiles,
    source: FlowSource,
    preparation: Preparation,
    options: FlowOptions,
    draws: ImageDraws,
  ) {
    super(source, preparation, options, draws);
    this.filenames = listed.filenames;
    this.filepaths = listed.filepaths;
    this.classes = listed.labels;
    this.classIndices = Object.fromEntries(listed.classes.map((name, label) => [name, label]));
  }
}

/** As `ImageDataGenerator.flowFromDirectory`, with preparation and random choices passed in. */
export function folderFlow(
  directory: string,
  options: FolderFlowOptions,
  validationSplit: number,
  preparation: Preparation,
  draws: ImageDraws,
): FolderFlow {
  const { targetSize = [256, 256], colorMode = 'rgb', classMode = 'categorical', subset } = options;
  checkChoices(options);
  checkSize(NAME, targetSize);
  const { listClasses, loadPixels } = files();
  const listed = listClasses(NAME, directory, { ...options, part: part(subset, validationSplit) });
  checkCount(listed, directory, classMode, subset, validationSplit);
  const [height, width] = targetSize;
  const source: FlowSource = {
    count: listed.filenames.length,
    shape: [height, width, CHANNELS[colorMode]],
    load: (index) => loadPixels(listed.filepaths[index]!, { ...options, targetSize, colorMode }),
    targets: (rows, xs) => targets(classMode, listed, rows, xs),
  };
  return new FolderFlow(listed, source, preparation, options, draws);
}

function part(subset: FolderFlowOptions['subset'], split: number): NonNullable<ListOptions['part']> {
  return subset === undefined ? [0, 1] : subset === 'validation' ? [0, split] : [split, 1];
}

function targets(
  mode: ClassMode,
  { labels, classes }: ClassFiles,
  rows: number[],
  xs: tf.Tensor4D,
): tf.Tensor | undefined {
  if (mode === null) return undefined;
  if (mode === 'input') return xs.clone();
  const taken = rows.map((row) => labels[row]!);
  if (mode !== 'categorical') return tf.tensor2d(taken, [rows.length, 1], 'float32');
  const oneHot = new Float32Array(rows.length * classes.length);
  taken.forEach((label, i) => {
    oneHot[i * classes.length + label] = 1;
  });
  return tf.tensor2d(oneHot, [rows.length, classes.length], 'float32');
}

function checkChoices({
  colorMode = 'rgb',
  classMode = 'categorical',
  interpolation = 'nearest',
  subset,
}: FolderFlowOptions): void {
  checkColorMode(NAME, colorMode);
  checkInterpolation(NAME, interpolation);
  if (!MODES.includes(classMode))
    throw new RangeError(
      `${NAME}: classMode: expected "binary", "categorical", "sparse", "input" or null, got ${describe(classMode)}`,
    );
  checkSubset(NAME, subset);
}

function checkCount(
  { classes, filenames }: ClassFiles,
  directory: string,
  classMode: ClassMode,
  subset: string | undefined,
  split: number,
): void {
  if (classMode === 'binary' && classes.length > 2)
    throw new RangeError(
      `${NAME}: classMode: "binary" is for two classes, ${directory} has ${classes.length} (${classes.slice(0, 8).join(', ')}); use "categorical" or "sparse", or name two in \`classes\``,
    );
  if (filenames.length > 0) return;
  const taken = subset ? ` for subset "${subset}" with validationSplit ${split}` : '';
  throw new RangeError(
    `${NAME}: directory: no PNG or JPEG images${taken} in the folders ${classes.slice(0, 8).join(', ')} of ${directory}`,
  );
}

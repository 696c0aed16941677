import { golden } from '../../golden.fixture';
import type { NdArray } from '../ndarray';
import type { ImageDataGeneratorOptions } from './generator-options';
import type { ImageDraws } from './image-draws';
import type { TransformParameters } from './transform-parameters';

export interface Numbers {
  shape: number[];
  values: number[];
}

interface Batch {
  x: number[];
  y: Numbers | null;
}

export interface FolderCase {
  name: string;
  tree: string;
  generator: ImageDataGeneratorOptions;
  options: Record<string, never>;
  filenames: string[];
  classes: number[];
  classIndices: Record<string, number>;
  batchesPerEpoch: number;
  orders: number[][];
  batches: Batch[];
}

export interface FlowCase {
  name: string;
  n: number;
  y: number[] | null;
  validationSplit: number;
  options: Record<string, never>;
  weighted: boolean;
  error?: string;
  batchesPerEpoch: number;
  orders: number[][];
  batches: number[][][];
}

interface QualityCase {
  name: string;
  image: Numbers;
  blur: number;
  unitBlur: number;
  brightness: number;
  contrast: number;
  difference: string;
  perceptual: string;
  corrected: { kind: 'brightness' | 'contrast' | 'autocontrast'; factor: number; values: string }[];
}

interface Goldens {
  images: Record<string, Numbers>;
  transforms: {
    name: string;
    image: string;
    options: ImageDataGeneratorOptions;
    parameters: TransformParameters;
    output: Numbers;
  }[];
  random: {
    name: string;
    options: ImageDataGeneratorOptions;
    shape: [number, number, number];
    draws: number[];
    parameters: Required<TransformParameters>;
  }[];
  standardize: {
    name: string;
    image: string;
    options: ImageDataGeneratorOptions;
    samples: Numbers | null;
    fitting: { augment?: boolean; rounds?: number };
    draws: number[];
    fitted: { mean?: Numbers; std?: Numbers };
    output: Numbers;
  }[];
  flows: FlowCase[];
  trees: Record<string, string[]>;
  folders: FolderCase[];
  files: Record<string, string>;
  loads: {
    name: string;
    file: string;
    options: Record<string, never>;
    shape: number[];
    bytes: string;
  }[];
  quality: QualityCase[];
  hashes: {
    name: string;
    image: { shape: number[]; bytes: string };
    difference: number;
    perceptual: number;
  }[];
}

export const reference = golden<Goldens>('images');

export function toArray({ shape, values }: Numbers): NdArray {
  return { shape, values: Float32Array.from(values) };
}

/** Gives back what Keras drew, in order. */
export function replay(drawn: number[], orders: number[][] = []): ImageDraws & { left: number[] } {
  const left = [...drawn];
  const next = () => {
    if (left.length === 0) throw new Error('more is drawn than Keras drew');
    return left.shift()!;
  };
  const remaining = [...orders];
  return {
    left,
    uniform: next,
    below: next,
    pick: next,
    chance: () => next() < 0.5,
    permutation: () => remaining.shift()!,
  };
}

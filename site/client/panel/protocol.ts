import type { Experiment, Settings, Side } from './experiment';

/** What the reader chose. */
export interface Chosen {
  seed: number;
  settings: Settings;
}

/** What the page asks of a training Worker. */
export type Request =
  | { type: 'describe'; lesson: string }
  | { type: 'start'; lesson: string; side: Side; chosen: Chosen }
  | { type: 'gate'; open: boolean; epochs: number };

/** A picture of one held-out image. */
export interface Sample {
  width: number;
  height: number;
  rgba: Uint8ClampedArray<ArrayBuffer>;
  label: string;
}

/** One epoch as the panel shows it. */
export interface Epoch {
  epoch: number;
  logs: Record<string, number>;
  rate: number;
  said: string[];
  /** Share of zeros among the outputs of the last hidden layer, and their histogram. */
  zeros: number;
  histogram: number[];
  tensors: number;
}

/** What a training Worker tells. */
export type Report =
  | ({ type: 'described' } & Pick<Experiment, 'says' | 'names' | 'controls' | 'expected'>)
  | { type: 'started'; engine: string; epochs: number; samples: Sample[] }
  | { type: 'epoch'; epoch: Epoch }
  | { type: 'done' }
  | { type: 'failed'; message: string };

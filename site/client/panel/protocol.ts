import type { Control, Settings, Side } from './experiment';

/** What the page asks of a training Worker. */
export type Request =
  | { type: 'describe'; lesson: string }
  | { type: 'start'; lesson: string; side: Side; settings: Settings; seed: number }
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
  | { type: 'described'; says: string; names: Record<Side, string>; controls: Record<string, Control> }
  | { type: 'started'; engine: string; epochs: number; samples: Sample[] }
  | { type: 'epoch'; epoch: Epoch }
  | { type: 'done' }
  | { type: 'failed'; message: string };

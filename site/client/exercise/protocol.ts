/** What the page asks of the Worker that runs an answer. */
export interface Asked {
  kind: 'run' | 'check';
  lesson: string;
  question: string;
  source: string;
}

/** What the Worker tells. */
export type Told =
  | { type: 'begun' }
  | { type: 'printed'; text: string }
  | { type: 'verdict'; status: 'ran' | 'pass' | 'fail'; message: string };

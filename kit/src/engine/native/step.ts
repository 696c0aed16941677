import type { MakingStep, Report } from './events';

/** What a step of the ladder works with. */
export interface StepContext {
  /** An empty folder that becomes the engine: `deps/lib` and `lib/napi-v8` when the step is done. */
  stage: string;
  signal: AbortSignal;
  progress: (label: string, done: number, total: number | undefined, unit: 'bytes' | 'parts') => void;
  note: (message: string) => void;
}

/** A step's context, its reports going out as events. */
export function stepContext(
  step: MakingStep,
  stage: string,
  report: Report,
  signal: AbortSignal,
): StepContext {
  return {
    stage,
    signal,
    progress: (label, done, total, unit) =>
      report({ kind: 'progress', step, label, done, ...(total === undefined ? {} : { total }), unit }),
    note: (message) => report({ kind: 'note', step, message }),
  };
}

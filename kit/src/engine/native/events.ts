/** The two steps that make a native engine, in the order they are tried; `portable` makes nothing. */
export type SetupStep = 'official' | 'wheel' | 'portable';

/** A step that makes something. */
export type MakingStep = Exclude<SetupStep, 'portable'>;

/** Why a step did not make an engine. */
export interface StepFailure {
  /** `cache` comes before the ladder, a folder to work in; `link` after it, tfjs-node pointed at the engine. */
  step: SetupStep | 'cache' | 'link';
  /** One line, from the tool that failed where one did. */
  reason: string;
  /** What to try, one line. */
  next: string;
}

/** What happens while an engine is made; drawn by whoever called `setupNative`. */
export type SetupEvent =
  /** Another setup holds the lock; this one goes on when it ends. */
  | { kind: 'waiting'; directory: string }
  | { kind: 'step'; step: SetupStep }
  /** Comes many times; a new `label` begins a new piece of work. `total` is absent where it is not known. */
  | {
      kind: 'progress';
      step: SetupStep;
      label: string;
      done: number;
      total?: number;
      unit: 'bytes' | 'parts';
    }
  /** Something worth a line that is not a failure, such as a damaged download that is fetched again. */
  | { kind: 'note'; step: SetupStep; message: string }
  | ({ kind: 'failed' } & StepFailure)
  | { kind: 'ready'; directory: string; step: MakingStep; reused: boolean };

/** A native engine with the step that made it, or the portable one with every reason why. */
export type SetupResult =
  | {
      engine: 'node';
      directory: string;
      step: MakingStep;
      /** True when it was there already and nothing was made. */
      reused: boolean;
      failures: StepFailure[];
    }
  | { engine: 'wasm'; failures: StepFailure[] };

export interface SetupOptions {
  report?: Report | undefined;
  /** Restricts the ladder; `UNSTUCK_ENGINE_STEPS` (comma-separated) where absent; all steps where that is too. */
  steps?: SetupStep[] | undefined;
  /** Stops the tools that run, removes what is half-made and rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** Where a setup tells what happens. */
export type Report = (event: SetupEvent) => void;

export type { FailureReason, Outcome } from './outcome';
export type { Plain, Probe, Trained } from './protocol';
export { type Limits, runSandboxed } from './run';

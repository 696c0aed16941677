export { describeIsolation, type Isolation, isolationNote } from './describe';
export type { FailureReason, Outcome } from './outcome';
export type { CallOptions, Epoch, Given, Plain, Probe } from './protocol';
export { runSandboxed } from './run';
export { selfTest, type Tried } from './self-test';
export type { HooksAsked } from './training/hooks-asked';
export type { LayerConfig, TrainedAnswer, TrainingRequest } from './training/train';
export { requestToWire, trainedFromWire } from './training/wire';
export { type Limits, USUAL_LIMITS } from './walls/limits';

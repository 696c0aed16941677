export type { Confirmation } from './confirm';
export { confirm } from './confirm';
export { diagnose } from './diagnose';
export type { Experiment, ExperimentChange, Fault, Finding } from './finding';
export { type PackedRun, packRun, unpackRun } from './packed-run';

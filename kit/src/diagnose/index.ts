export { diagnose } from './diagnose';
export type { Experiment, ExperimentChange, Fault, Finding } from './finding';

/** What judges an answer in a reader's own browser: the same checks, without the walls and the hidden rows. */

export { toNameFaults } from '../judge/matchers/faults';
export { toEqualFormula } from '../judge/matchers/formula';
export type { Judgement } from '../judge/matchers/judgement';
export { toMatchReference } from '../judge/matchers/reference';
export { received } from '../judge/received';
export { assess, requestOf } from '../judge/training/assess';
export { classesOf } from '../judge/training/predictions';
export type { TrainingTask } from '../judge/training/task';
export { trainingTask } from '../judge/training/task';
export { Verdict } from '../judge/verdict';
export { cellOf, type Exports } from '../sandbox/cell';
export { probeCell } from '../sandbox/probe';
export type { CallOptions, Plain } from '../sandbox/protocol';
export { hookNames, takeHooks } from '../sandbox/training/hooks';
export { watchSteps } from '../sandbox/training/steps';
export { trainAnswer } from '../sandbox/training/train';

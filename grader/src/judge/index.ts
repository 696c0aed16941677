export type { Answer } from './answer';
export { type Circumstances, lesson } from './question';
export {
  type Criterion,
  classesOf,
  judgeTraining,
  type LabelledRows,
  type RunData,
  type TrainedRun,
  type TrainingTask,
  trainingTask,
} from './training';
export type { Evidence, Status } from './verdict';
export { Verdict } from './verdict';

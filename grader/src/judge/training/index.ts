export { type Assessment, assess, meets, requestOf } from './assess';
export { judgeTraining } from './judge';
export { classesOf } from './predictions';
export {
  type Criterion,
  type LabelledRows,
  type RunData,
  type TrainedRun,
  type TrainingTask,
  trainingTask,
} from './task';

export { type Assessment, assess, meets, requestOf } from './assess';
export { judgeTrained, judgeTraining } from './judge';
export { classesOf } from './predictions';
export { type PassedRun, secondLook, type Train } from './second-look';
export {
  type Criterion,
  type LabelledRows,
  type RunData,
  type TrainedRun,
  type TrainingTask,
  trainingTask,
} from './task';

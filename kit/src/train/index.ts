export type {
  EarlyStoppingOptions,
  Mode,
  ProgressOutput,
  RangeTest,
  RangeTestOptions,
  ReduceLROnPlateauOptions,
  Schedule,
  TrainCallback,
  WarmUpOptions,
} from './callbacks';
export {
  EarlyStopping,
  LearningRateScheduler,
  learningRateRangeTest,
  ProgressBar,
  ReduceLROnPlateau,
  setLearningRate,
  TerminateOnNaN,
  WarmUp,
} from './callbacks';
export type { BinaryFocalOptions, CategoricalFocalOptions, Loss } from './losses';
export { binaryFocalCrossentropy, categoricalFocalCrossentropy, weightedBinaryCrossentropy } from './losses';
export type { TrainOptions } from './options';
export type {
  DataStatistics,
  FeatureStatistics,
  LayerDescription,
  LayerStatistics,
  ModelDescription,
  Outcome,
  Probe,
  Summary,
  TrainingRun,
} from './run';
export { train } from './train';

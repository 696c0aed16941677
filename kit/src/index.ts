export { check } from './check';
export type { Dataset, NdArray } from './data';
export { datasets, takeRows } from './data';
export { classWeight } from './data/class-weight';
export type {
  ArrayFlowOptions,
  ClassMode,
  CorruptFile,
  CorruptReport,
  DuplicateOptions,
  Duplicates,
  FillMode,
  FitOptions,
  FolderFlow,
  FolderFlowOptions,
  ImageBatch,
  ImageDataGeneratorOptions,
  ImageFlow,
  TransformParameters,
} from './data/images';
export {
  adjustBrightness,
  adjustContrast,
  autoContrast,
  blurScore,
  brightnessScore,
  contrastScore,
  corruptFiles,
  differenceHash,
  findDuplicateFiles,
  findDuplicates,
  hammingDistance,
  ImageDataGenerator,
  ImageFileError,
  loadImage,
  perceptualHash,
  readCifar10,
  readIdx,
  writeShapesFolder,
} from './data/images';
export type {
  BorderlineSmoteOptions,
  Cleaning,
  EditedNearestNeighboursOptions,
  GaussianNoiseOptions,
  NearMissOptions,
  OverSampling,
  RandomOverSamplerOptions,
  RandomUnderSamplerOptions,
  Resampled,
  Selected,
  SmoteOptions,
  SmoteTomekOptions,
  TomekLinksOptions,
  UnderSampling,
} from './data/sampling';
export {
  BorderlineSmote,
  EditedNearestNeighbours,
  GaussianNoise,
  NearMiss,
  RandomOverSampler,
  RandomUnderSampler,
  Smote,
  SmoteTomek,
  TomekLinks,
} from './data/sampling';
export type {
  MinMaxScalerOptions,
  RobustScalerOptions,
  ScalerJson,
  StandardScalerOptions,
} from './data/scaling';
export { MinMaxScaler, perImageStandardization, RobustScaler, StandardScaler } from './data/scaling';
export type { Fold, FoldOptions, ShuffledFoldOptions, TrainTestSplitOptions } from './data/splits';
export {
  groupKFold,
  kFold,
  stratifiedKFold,
  takeSamples,
  trainTestSplit,
  validationSplit,
} from './data/splits';
export { toTensor } from './data/to-tensor';
export type { Confirmation, Fault, Finding, PackedRun } from './diagnose';
export { confirm, diagnose, packRun, unpackRun } from './diagnose';
export type { Engine } from './engine';
export { ready } from './engine';
export type {
  CalibrationCurve,
  ChosenThreshold,
  FitScore,
  LearningCurve,
  PrecisionRecallCurve,
  RocCurve,
  ScoreOptions,
} from './metrics';
export {
  accuracy,
  balancedAccuracy,
  brier,
  calibrationCurve,
  chooseThreshold,
  confusionMatrix,
  expectedCalibrationError,
  f1,
  learningCurve,
  mcc,
  prAuc,
  precision,
  precisionRecallCurve,
  recall,
  rocAuc,
  rocCurve,
} from './metrics';
export * as plot from './plot';
export { random, seed } from './random';
export { tf } from './tensorflow';
export type {
  BinaryFocalOptions,
  CategoricalFocalOptions,
  EarlyStoppingOptions,
  Loss,
  Mode,
  ProgressOutput,
  RangeTest,
  RangeTestOptions,
  ReduceLROnPlateauOptions,
  Schedule,
  TrainCallback,
  TrainingRun,
  TrainOptions,
  WarmUpOptions,
} from './train';
export {
  binaryFocalCrossentropy,
  categoricalFocalCrossentropy,
  EarlyStopping,
  LearningRateScheduler,
  learningRateRangeTest,
  ProgressBar,
  ReduceLROnPlateau,
  setLearningRate,
  TerminateOnNaN,
  train,
  WarmUp,
  weightedBinaryCrossentropy,
} from './train';

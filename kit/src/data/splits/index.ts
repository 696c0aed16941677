export type { Fold, FoldOptions, ShuffledFoldOptions } from './fold';
export { groupKFold } from './group-k-fold';
export { kFold } from './k-fold';
export { stratifiedKFold } from './stratified-k-fold';
export { takeSamples } from './take-samples';
export { type TrainTestSplitOptions, trainTestSplit } from './train-test-split';
export { validationSplit } from './validation-split';

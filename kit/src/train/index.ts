export type { TrainOptions } from './options';
export type {
  DataStatistics,
  LayerDescription,
  LayerStatistics,
  ModelDescription,
  Summary,
  TrainingRun,
} from './run';
export { train } from './train';

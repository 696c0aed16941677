export type { Answer, TrainedModel } from './answer';
export { majority } from './majority';
export { type Circumstances, lesson } from './question';
export type { Evidence, Status } from './verdict';
export { Verdict } from './verdict';

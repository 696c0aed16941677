export { askGrader, type CheckProgress, type CheckVerdict } from './ask';
export { findAnswer } from './notebooks';

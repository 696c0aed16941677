export { Gradebook, hashOf, type KeptVerdict, type Selection, type WaitingAnswer } from './gradebook';
export { type LateRule, lateSchema } from './late';
export { openGradebook } from './reader';
export type {
  GradebookReader,
  GradedLesson,
  Override,
  Penalty,
  Platform,
  QuestionRecord,
  State,
  Student,
  SubmissionRecord,
} from './records';
export type { HandedIn, Problem, Register } from './register';
export { safeName } from './submission-id';

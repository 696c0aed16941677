export { keepVerdicts } from './keep-verdict';
export { lastWorkedOn, type NextStep, nextQuestion, nextStep } from './next-step';
export { hashOfAnswer, readProgress, timestamp, updateProgress } from './record';
export { allStandings, isDone, type LessonStanding, type QuestionStanding, standingOf } from './standing';
export {
  ensureNotebook,
  lessonOfWork,
  notebookOf,
  shown,
  stateFolder,
  untouchedNotebook,
  workplace,
} from './workplace';

import { isDone, type LessonStanding, type QuestionStanding } from './standing';

/** The question to answer next, and the lesson that it is in. */
export interface NextStep {
  lesson: LessonStanding;
  question: QuestionStanding;
}

/**
 * The next question: in the lesson that was last worked on, where it has one left, else in the first that has.
 *
 * @returns undefined where everything is solved.
 */
export function nextStep(standings: readonly LessonStanding[]): NextStep | undefined {
  const current = lastWorkedOn(standings);
  const lesson = current && !isDone(current) ? current : standings.find((one) => !isDone(one));
  const question = lesson && nextQuestion(lesson);
  return question && { lesson: lesson!, question };
}

/** The first question of a lesson that does not have its points. */
export function nextQuestion({ questions }: LessonStanding): QuestionStanding | undefined {
  return questions.find(({ points, question }) => points < question.points);
}

/** The lesson with the latest verdict. */
export function lastWorkedOn(standings: readonly LessonStanding[]): LessonStanding | undefined {
  const latest = ({ questions }: LessonStanding) =>
    questions
      .map(({ kept }) => kept.judged ?? '')
      .sort()
      .at(-1) ?? '';
  const begun = standings.filter((standing) => latest(standing) !== '');
  return begun.sort((a, b) => latest(b).localeCompare(latest(a)))[0];
}

import colors from 'picocolors';
import {
  allStandings,
  type LessonStanding,
  type QuestionStanding,
  readProgress,
  standingOf,
} from '../progress';
import { progressFile } from '../progress/record';
import { placeOf } from './place';
import { paragraph } from './text';

const STATES = {
  open: '. open',
  changed: '* not graded yet',
  tried: '✗',
  solved: '✓ solved',
};

/** `unstuck progress`: every question of one lesson, or of all. */
export async function progressCommand(words: string[], { json }: { json?: boolean }): Promise<number> {
  const record = readProgress();
  const standings = words.length > 0 ? [standingOf(placeOf(words).slug, record)] : allStandings(record);
  if (json)
    console.log(JSON.stringify({ schema: 1, file: progressFile(), lessons: standings.map(asData) }, null, 2));
  else console.log(standings.map(lessonText).join('\n\n'));
  return 0;
}

function lessonText({ slug, points, maxPoints, questions, problem }: LessonStanding): string {
  const head = paragraph(`${colors.bold(slug)}  ${points} of ${maxPoints} points`, 0);
  const broken = problem ? [paragraph(`The notebook cannot be read: ${problem}`)] : [];
  return [head, ...broken, ...questions.map(questionText)].join('\n');
}

function questionText({ id, question, state, points, kept }: QuestionStanding): string {
  const what = state === 'tried' ? `${STATES.tried} ${kept.status}: ${kept.reason}` : STATES[state];
  const hints = kept.hints ? `, ${kept.hints} of ${question.hints.length} hints` : '';
  return paragraph(`${id}  ${points}/${question.points}  ${what}${hints}`);
}

function asData({ slug, points, maxPoints, questions, problem }: LessonStanding) {
  return {
    lesson: slug,
    points,
    maxPoints,
    ...(problem ? { problem } : {}),
    questions: questions.map(({ id, question, state, points, kept }) => ({
      id,
      title: question.title,
      state,
      points,
      maxPoints: question.points,
      hints: kept.hints ?? 0,
    })),
  };
}

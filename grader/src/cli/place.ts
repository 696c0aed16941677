import { findLesson } from '../lessons';
import { isQuestionId, lessonNamed, questionNamed } from '../lessons/names';
import { allStandings, type LessonStanding, lastWorkedOn, nextStep, readProgress } from '../progress';

/** What a student means: a lesson, and a question of it where they named one. */
export interface Place {
  slug: string;
  question?: string;
}

/**
 * Reads the words after a command, in any order: a lesson (`01`, `resampling`, a notebook's path), a question (`q2`).
 * Without a lesson it is the one that the student is at.
 *
 * @throws Error with what was probably meant.
 */
export function placeOf(words: readonly string[]): Place {
  const [id, ...moreIds] = words.filter(isQuestionId);
  const [name, ...moreNames] = words.filter((word) => !isQuestionId(word));
  const [extra] = [...moreIds, ...moreNames];
  if (extra !== undefined) throw new Error(`"${extra}" is one too many; name one lesson and one question`);
  const lesson = name === undefined ? findLesson(currentLesson()) : lessonNamed(name);
  return { slug: lesson.slug, ...(id === undefined ? {} : { question: questionNamed(lesson, id) }) };
}

/** The lesson of the next step; the one last worked on where everything is solved. */
function currentLesson(): string {
  const standings = allStandings(readProgress());
  const lesson: LessonStanding = nextStep(standings)?.lesson ?? lastWorkedOn(standings) ?? standings[0]!;
  return lesson.slug;
}

/** How a lesson is named in a command: its number. */
export function short(slug: string): string {
  return slug.slice(0, 2);
}

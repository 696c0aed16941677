import { findLesson } from '../lessons';
import { joinLines, readNotebook } from '../notebook';

/** All code that a lesson's students were given: stubs of answers, and the lesson's own cells, which one may reuse. */
export function givenIn(lesson: string): string[] {
  const { cells } = readNotebook(findLesson(lesson).notebook);
  return cells.filter(({ cell_type: type }) => type === 'code').map(({ source }) => joinLines(source));
}

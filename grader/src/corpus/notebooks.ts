import { readFileSync } from 'node:fs';
import { findLesson } from '../lessons';
import { joinLines, type Notebook, parseMaster, serializeNotebook, solutionNotebook } from '../notebook';
import { type Case, LESSON } from './case';

/** The bytes that a case hands in; `fill` puts real paths and ports in the place of names like `__CANARY__`. */
export function bytesOf(
  { lesson = LESSON, answers, file }: Case,
  fill: (text: string) => string,
): Uint8Array {
  const reference = referenceNotebook(lesson);
  const made = file ? file(reference) : withAnswers(reference, answers ?? {});
  if (made instanceof Uint8Array) return made;
  return Buffer.from(typeof made === 'string' ? made : serializeNotebook(filled(made, fill)));
}

function referenceNotebook(slug: string): Notebook {
  return solutionNotebook(parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug));
}

/** The notebook with these answers, and without the cells of the other questions. */
function withAnswers({ cells, ...rest }: Notebook, answers: Record<string, string>): Notebook {
  const kept = cells.flatMap((cell) => {
    const question = (cell.metadata.unstuck as { question?: string } | undefined)?.question;
    if (question === undefined) return [cell];
    return answers[question] === undefined ? [] : [{ ...cell, source: [answers[question]] }];
  });
  return { ...rest, cells: kept };
}

function filled({ cells, ...rest }: Notebook, fill: (text: string) => string): Notebook {
  return { ...rest, cells: cells.map((cell) => ({ ...cell, source: [fill(joinLines(cell.source))] })) };
}

import { findLesson } from '../lessons';
import { updateProgress } from '../progress';

/** The rungs of a question's ladder that a student has asked for. */
export interface Ladder {
  /** From the first to the one asked for now. */
  shown: string[];
  of: number;
  /** Whether every rung had been asked for before. */
  exhausted: boolean;
}

/** Goes one rung up a question's ladder of hints, and keeps how many were asked for. */
export function nextHint(slug: string, id: string): Ladder {
  const { hints } = findLesson(slug).questions[id]!;
  let before = 0;
  updateProgress(slug, (questions) => {
    before = questions[id]?.hints ?? 0;
    return { ...questions, [id]: { ...questions[id], hints: Math.min(before + 1, hints.length) } };
  });
  const asked = Math.min(before + 1, hints.length);
  return { shown: hints.slice(0, asked), of: hints.length, exhausted: before >= hints.length };
}

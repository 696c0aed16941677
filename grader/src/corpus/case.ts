import type { Notebook } from '../notebook';

/** One submission of the corpus: what is handed in, and what it must get. */
export interface Case {
  /** Unique; the file's name. */
  name: string;
  /** Default: `LESSON`. */
  lesson?: string;
  /** What stands in the cells of these questions; the cells of all others are deleted. */
  answers?: Record<string, string>;
  /** In place of `answers`: the whole file, made from the reference answer of the lesson. */
  file?: (reference: Notebook) => Notebook | string | Uint8Array;
  /**
   * What each question must get: `pass`, or the reason of its failure; several with ` | ` where it depends on the
   * machine which comes first. A question that is not named must get `missing-answer`.
   */
  expect?: Record<string, string>;
  /** In place of `expect`: the reason for which the whole file cannot be graded. */
  error?: string;
}

/** The lesson of a case that names none. */
export const LESSON = '01-unnormalized-input';

import { type Agreement, agreementOf, mostSimilar, type SimilarAnswer, similarAnswers } from './agreement';
import { candidates, readWorks, type Work } from './work';

/** Two submissions; their agreement is that of the most similar question, or of the whole where that is more. */
export interface SimilarPair extends Agreement {
  works: [Work, Work];
  /** The most similar first. */
  questions: SimilarAnswer[];
}

export interface SimilarityOptions {
  /** Least similarity that is reported, 0 to 1. Default 0.5. */
  least?: number;
  /**
   * Least tokens of their own that two texts must share. Default 24: functions and formulas that were
   * written independently share at most 12 (measured over all pairs of known ones; a test holds it). Two that build the
   * same usual network share more; in a class of ten or more that is what many wrote, and is not counted.
   */
  tokens?: number;
  /** Most pairs that are reported. Default 500: nobody reads more, and in a class that copies there can be very many. */
  most?: number;
}

/**
 * Finds pairs of submissions of one lesson whose answers are nearly the same after renaming.
 *
 * @param given the code that every student was given.
 * @returns the most similar first.
 */
export function similarPairs(
  works: readonly Work[],
  given: readonly string[],
  { least = 0.5, tokens = 24, most = 500 }: SimilarityOptions = {},
): SimilarPair[] {
  const read = readWorks(works, given);
  const agreeing = candidates(read)
    .filter(([i, j]) => works[i]!.student !== works[j]!.student)
    .map(([i, j]) => ({ i, j, ...agreementOf(read[i]!, read[j]!, tokens) }))
    .filter(({ similarity, shared }) => similarity >= least && shared >= tokens)
    .sort((a, b) => mostSimilar(a, b) || a.i - b.i || a.j - b.j);
  return agreeing.slice(0, most).map(({ i, j, similarity, shared }) => ({
    works: [works[i]!, works[j]!],
    similarity,
    shared,
    questions: similarAnswers(read[i]!, read[j]!),
  }));
}

import { type ReadAnswer, sharedTokens } from './answer';
import type { ReadWork } from './work';

/** How much of two texts is shared. */
export interface Agreement {
  /** From 0 to 1: how much of what the one wrote stands in the other's text, whichever is more. */
  similarity: number;
  /** Tokens of the student's own that are shared. */
  shared: number;
}

/** One question of a pair. */
export interface SimilarAnswer extends Agreement {
  question: string;
  sources: [string, string];
  /** Ranges of characters of each source that are shared. */
  ranges: [Range[], Range[]];
}
export type Range = [start: number, end: number];

/** What two answers share, and what each of them has of its own, in tokens. */
interface Counts {
  shared: [number, number];
  own: [number, number];
}

/** The agreement of the most similar question that shares enough, or of the whole where that is more. */
export function agreementOf(a: ReadWork, b: ReadWork, leastTokens: number): Agreement {
  const counts = questionsOf(a, b).map((question) => countsOf(a.get(question)!, b.get(question)!));
  const shared = (side: 0 | 1) => sum(counts.map((one) => one.shared[side]));
  const own = (work: ReadWork) => sum([...work.values()].map(({ ownTokens }) => ownTokens));
  const whole = agreement({ shared: [shared(0), shared(1)], own: [own(a), own(b)] });
  const enough = counts.map(agreement).filter((one) => one.shared >= leastTokens);
  return [whole, ...enough].sort(mostSimilar)[0]!;
}

/** Every question of a pair, the most similar first, with where the two agree. */
export function similarAnswers(a: ReadWork, b: ReadWork): SimilarAnswer[] {
  const answers = questionsOf(a, b).map((question): SimilarAnswer => {
    const [mine, theirs] = [a.get(question)!, b.get(question)!];
    return {
      question,
      ...agreement(countsOf(mine, theirs)),
      sources: [mine.source, theirs.source],
      ranges: [rangesOf(mine, theirs), rangesOf(theirs, mine)],
    };
  });
  return answers.sort(mostSimilar);
}

export function mostSimilar(a: Agreement, b: Agreement): number {
  return b.similarity - a.similarity || b.shared - a.shared;
}

function questionsOf(a: ReadWork, b: ReadWork): string[] {
  return [...a.keys()].filter((question) => b.has(question));
}

function countsOf(a: ReadAnswer, b: ReadAnswer): Counts {
  const count = (shared: boolean[]) => shared.filter(Boolean).length;
  return {
    shared: [count(sharedTokens(a, b)), count(sharedTokens(b, a))],
    own: [a.ownTokens, b.ownTokens],
  };
}

function agreement({ shared, own }: Counts): Agreement {
  const share = (side: 0 | 1) => (own[side] === 0 ? 0 : shared[side] / own[side]);
  return { similarity: Math.max(share(0), share(1)), shared: Math.max(...shared) };
}

/** Neighbouring shared tokens become one range, so that what stands between them is marked as well. */
function rangesOf(mine: ReadAnswer, theirs: ReadAnswer): Range[] {
  const shared = sharedTokens(mine, theirs);
  const ranges: Range[] = [];
  mine.tokens.forEach(({ start, end }, i) => {
    if (!shared[i]) return;
    const last = ranges.at(-1);
    if (last && shared[i - 1]) last[1] = end;
    else ranges.push([start, end]);
  });
  return ranges;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

import { ownTokens, type ReadAnswer, readAnswer, sharedTokens, starterHashes, withoutCommon } from './answer';

/** One student's submission of one lesson. */
export interface Work {
  id: string;
  /** Who handed it in; two submissions of one student are not compared. */
  student: string;
  /** The student as a reader knows them. */
  name: string;
  /** Question id -> source. */
  answers: Record<string, string>;
}

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
   * Least tokens of their own that two texts must share. Default 24: right answers that were written independently
   * share at most 12 (measured over all pairs of known ones; a test holds it).
   */
  tokens?: number;
}

/** Classes smaller than this have no "what everyone writes". */
const SMALL_CLASS = 10;
/** Code in more than this share of a class is no one's own. */
const COMMON = 1 / 3;

/**
 * Finds pairs of submissions of one lesson whose answers are nearly the same after renaming.
 *
 * @param starter question id -> the stub that every student was given.
 * @returns the most similar first.
 */
export function similarPairs(
  works: readonly Work[],
  starter: Readonly<Record<string, string>>,
  { least = 0.5, tokens = 24 }: SimilarityOptions = {},
): SimilarPair[] {
  const read = readAll(works, starter);
  return candidates(read)
    .filter(([i, j]) => works[i]!.student !== works[j]!.student)
    .map(([i, j]) => compare([works[i]!, works[j]!], [read[i]!, read[j]!], tokens))
    .filter(({ similarity, shared }) => similarity >= least && shared >= tokens)
    .sort(mostSimilar);
}

function mostSimilar(a: Agreement, b: Agreement): number {
  return b.similarity - a.similarity || b.shared - a.shared;
}

type Read = Map<string, ReadAnswer>;

function readAll(works: readonly Work[], starter: Readonly<Record<string, string>>): Read[] {
  const given = Object.values(starter).map(starterHashes);
  const known = new Set(given.flatMap((hashes) => [...hashes]));
  const read = works.map(
    ({ answers }) => new Map(Object.entries(answers).map(([id, source]) => [id, readAnswer(source, known)])),
  );
  const common = commonHashes(read);
  return read.map((one) => new Map([...one].map(([id, answer]) => [id, withoutCommon(answer, common)])));
}

function commonHashes(read: readonly Read[]): Set<string> {
  if (read.length < SMALL_CLASS) return new Set();
  const holders = [...holdersOf(read)];
  return new Set(holders.flatMap(([hash, those]) => (those.size > read.length * COMMON ? [hash] : [])));
}

/** Fingerprint -> the places of the submissions that hold it. */
function holdersOf(read: readonly Read[]): Map<string, Set<number>> {
  const holders = new Map<string, Set<number>>();
  read.forEach((answers, place) => {
    for (const { prints } of answers.values())
      for (const { hash } of prints) holders.set(hash, (holders.get(hash) ?? new Set()).add(place));
  });
  return holders;
}

/** Pairs that share a fingerprint at all. */
function candidates(read: readonly Read[]): [number, number][] {
  const pairs = new Set<number>();
  for (const holders of holdersOf(read).values()) {
    const places = [...holders];
    places.forEach((j, n) => {
      for (const i of places.slice(0, n)) pairs.add(i * read.length + j);
    });
  }
  return [...pairs].map((pair) => [Math.floor(pair / read.length), pair % read.length]);
}

/** What two answers share, and what each of them has of its own, in tokens. */
interface Counts {
  shared: [number, number];
  own: [number, number];
}

function compare(works: [Work, Work], [a, b]: [Read, Read], leastTokens: number): SimilarPair {
  const both = [...a.keys()].filter((question) => b.has(question));
  const compared = both.map((question) => compareAnswers(question, a.get(question)!, b.get(question)!));
  const shared = (side: 0 | 1) => sum(compared.map(({ counts }) => counts.shared[side]));
  const own = (read: Read) => sum([...read.values()].map(ownTokens));
  const whole = agreement({ shared: [shared(0), shared(1)], own: [own(a), own(b)] });
  const questions = compared.map(({ answer }) => answer).sort(mostSimilar);
  const [most] = [whole, ...questions.filter((one) => one.shared >= leastTokens)].sort(mostSimilar);
  return { works, similarity: most!.similarity, shared: most!.shared, questions };
}

function compareAnswers(question: string, a: ReadAnswer, b: ReadAnswer) {
  const [left, right] = [sharedTokens(a, b), sharedTokens(b, a)];
  const counts: Counts = {
    shared: [left.filter(Boolean).length, right.filter(Boolean).length],
    own: [ownTokens(a), ownTokens(b)],
  };
  const answer: SimilarAnswer = {
    question,
    ...agreement(counts),
    sources: [a.source, b.source],
    ranges: [rangesOf(a, left), rangesOf(b, right)],
  };
  return { answer, counts };
}

function agreement({ shared, own }: Counts): Agreement {
  const share = (side: 0 | 1) => (own[side] === 0 ? 0 : shared[side] / own[side]);
  return { similarity: Math.max(share(0), share(1)), shared: Math.max(...shared) };
}

/** Neighbouring shared tokens become one range, so that what stands between them is marked as well. */
function rangesOf({ tokens }: ReadAnswer, shared: readonly boolean[]): Range[] {
  const ranges: Range[] = [];
  tokens.forEach(({ start, end }, i) => {
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

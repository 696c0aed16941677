import { covered, type Fingerprint, grams, winnow } from './fingerprints';
import { type Token, tokensOf } from './tokens';

/** An answer ready to be compared: what of it is the student's own, and its fingerprints. */
export interface ReadAnswer {
  source: string;
  tokens: Token[];
  /** For each token whether the student wrote it: the lesson's starter and what much of the class wrote are not. */
  own: boolean[];
  ownTokens: number;
  /** Those of the student's own. */
  prints: Fingerprint[];
  hashes: Set<string>;
}

/** Hashes of every gram of a text that all students were given. */
export function starterHashes(stub: string): string[] {
  return grams(tokensOf(stub)).map(({ hash }) => hash);
}

/** Reads an answer; `given` holds every gram of the starter. */
export function readAnswer(source: string, given: ReadonlySet<string>): ReadAnswer {
  const tokens = tokensOf(source);
  const all = grams(tokens);
  return without(given, all, { source, tokens, own: tokens.map(() => true), prints: winnow(all) });
}

/** Takes out what is in the answers of too many: it is how everyone writes it. */
export function withoutCommon(answer: ReadAnswer, common: ReadonlySet<string>): ReadAnswer {
  return without(common, answer.prints, answer);
}

function without(
  known: ReadonlySet<string>,
  all: readonly Fingerprint[],
  { source, tokens, own: before, prints: those }: Omit<ReadAnswer, 'ownTokens' | 'hashes'>,
): ReadAnswer {
  const found = all.filter(({ hash }) => known.has(hash));
  const cover = covered(found, tokens.length);
  const own = before.map((is, i) => is && !cover[i]);
  const prints = those.filter(({ hash }) => !known.has(hash));
  const hashes = new Set(prints.map(({ hash }) => hash));
  return { source, tokens, own, ownTokens: own.filter(Boolean).length, prints, hashes };
}

/** Which tokens of `mine` are the student's own and stand in `theirs` too. */
export function sharedTokens(mine: ReadAnswer, theirs: ReadAnswer): boolean[] {
  const found = mine.prints.filter(({ hash }) => theirs.hashes.has(hash));
  return covered(found, mine.tokens.length).map((shared, i) => shared && mine.own[i]!);
}

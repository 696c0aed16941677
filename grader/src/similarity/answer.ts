import { covered, type Fingerprint, grams, winnow } from './fingerprints';
import { type Token, tokensOf } from './tokens';

/** An answer ready to be compared: what of it is the student's own, and its fingerprints. */
export interface ReadAnswer {
  source: string;
  tokens: Token[];
  /** For each token whether the student wrote it: the lesson's starter and what much of the class wrote are not. */
  own: boolean[];
  prints: Fingerprint[];
}

/** Hashes of every gram of a text that all students were given. */
export function starterHashes(stub: string): Set<string> {
  return new Set(grams(tokensOf(stub)).map(({ hash }) => hash));
}

export function readAnswer(source: string, starter: ReadonlySet<string>): ReadAnswer {
  const tokens = tokensOf(source);
  const all = grams(tokens);
  const given = all.filter(({ hash }) => starter.has(hash));
  return { source, tokens, prints: winnow(all), own: covered(given, tokens.length).map((is) => !is) };
}

/** Takes out what is in the answers of too many: it is how everyone writes it. */
export function withoutCommon(answer: ReadAnswer, common: ReadonlySet<string>): ReadAnswer {
  const everyones = covered(
    answer.prints.filter(({ hash }) => common.has(hash)),
    answer.tokens.length,
  );
  const prints = answer.prints.filter(({ hash }) => !common.has(hash));
  return { ...answer, prints, own: answer.own.map((own, i) => own && !everyones[i]) };
}

export function ownTokens({ own }: ReadAnswer): number {
  return own.filter(Boolean).length;
}

/** Which tokens of `mine` are the student's own and stand in `theirs` too. */
export function sharedTokens(mine: ReadAnswer, theirs: ReadAnswer): boolean[] {
  const hashes = new Set(theirs.prints.map(({ hash }) => hash));
  const cover = covered(
    mine.prints.filter(({ hash }) => hashes.has(hash)),
    mine.tokens.length,
  );
  return cover.map((shared, i) => shared && mine.own[i]!);
}

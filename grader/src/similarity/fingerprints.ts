import { createHash } from 'node:crypto';
import type { Token } from './tokens';

/** Tokens of one gram. Shorter agreement is taken for chance. */
const GRAM = 12;
/** Of this many grams in a row one is kept, so that GRAM + WINDOW - 1 equal tokens are always found. */
const WINDOW = 4;

/** A gram of tokens that stands for its neighbourhood. */
export interface Fingerprint {
  hash: string;
  /** The place of its first token; it covers GRAM of them. */
  at: number;
}

/** All grams, in order; none where there are fewer tokens than a gram has. */
export function grams(tokens: readonly Token[]): Fingerprint[] {
  return tokens.slice(GRAM - 1).map((_, at) => ({ hash: hashOf(tokens.slice(at, at + GRAM)), at }));
}

function hashOf(tokens: readonly Token[]): string {
  const text = tokens.map((token) => token.text).join(' ');
  return createHash('sha1').update(text).digest('base64').slice(0, 12);
}

/**
 * Winnowing: of each window of grams the least hash is kept, the last one where several are least
 * (Schleimer, Wilkerson, Aiken 2003, "Winnowing: local algorithms for document fingerprinting").
 */
export function winnow(all: readonly Fingerprint[]): Fingerprint[] {
  const kept = new Set<Fingerprint>();
  for (let first = 0; first < Math.max(1, all.length - WINDOW + 1); first++) {
    const window = all.slice(first, first + WINDOW);
    if (window.length > 0) kept.add(window.reduce((least, one) => (one.hash <= least.hash ? one : least)));
  }
  return [...kept];
}

/** Which of `length` tokens some of the fingerprints cover. */
export function covered(prints: readonly Fingerprint[], length: number): boolean[] {
  const cover = new Array<boolean>(length).fill(false);
  for (const { at } of prints) cover.fill(true, at, at + GRAM);
  return cover;
}

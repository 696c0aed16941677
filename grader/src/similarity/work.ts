import { type ReadAnswer, readAnswer, starterHashes, withoutCommon } from './answer';

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

/** A submission ready to be compared: question id -> answer. */
export type ReadWork = Map<string, ReadAnswer>;

/** Classes smaller than this have no "what everyone writes". */
const SMALL_CLASS = 10;
/** Code in more than this share of a class is no one's own. */
const COMMON = 1 / 3;

/** Reads all submissions of a lesson, without what all were given and without what many of the class wrote. */
export function readWorks(works: readonly Work[], given: readonly string[]): ReadWork[] {
  const known = new Set(given.flatMap(starterHashes));
  const read = works.map(({ answers }) => mapped(answers, (source) => readAnswer(source, known)));
  const common = commonHashes(read);
  return read.map((one) => mapped(Object.fromEntries(one), (answer) => withoutCommon(answer, common)));
}

function mapped<T>(answers: Record<string, T>, read: (answer: T) => ReadAnswer): ReadWork {
  return new Map(Object.entries(answers).map(([question, answer]) => [question, read(answer)]));
}

function commonHashes(read: readonly ReadWork[]): Set<string> {
  if (read.length < SMALL_CLASS) return new Set();
  const holders = [...holdersOf(read)];
  return new Set(holders.flatMap(([hash, those]) => (those.size > read.length * COMMON ? [hash] : [])));
}

/** Fingerprint -> the places of the submissions that hold it, from low to high. */
function holdersOf(read: readonly ReadWork[]): Map<string, Set<number>> {
  const holders = new Map<string, Set<number>>();
  read.forEach((answers, place) => {
    for (const { hashes } of answers.values())
      for (const hash of hashes) {
        const those = holders.get(hash);
        if (those) those.add(place);
        else holders.set(hash, new Set([place]));
      }
  });
  return holders;
}

/** Places of the pairs that share a fingerprint at all. */
export function candidates(read: readonly ReadWork[]): [number, number][] {
  const pairs = new Set<number>();
  for (const holders of holdersOf(read).values()) {
    const places = [...holders];
    for (let n = 1; n < places.length; n++)
      for (let m = 0; m < n; m++) pairs.add(places[m]! * read.length + places[n]!);
  }
  return [...pairs].map((pair) => [Math.floor(pair / read.length), pair % read.length]);
}

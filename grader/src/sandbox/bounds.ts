/** Of one text, and of one list or object, in an answer. */
export const MOST_CHARACTERS = 10_000;
export const MOST_ITEMS = 100_000;
/** Of the name of a part. */
export const MOST_NAME_CHARACTERS = 200;

const MOST_LEVELS = 32;
/** Lists and objects in one message; checking each takes microseconds, in which nobody else is graded. */
const MOST_CONTAINERS = 200_000;

// Looked up once: in jest, where specs run, looking up a global takes longer than all else here.
const { isArray } = Array;
const { hasOwn, values } = Object;

/**
 * Whether a message that was just read may be looked at more closely: neither deep nor made of a great many
 * pieces, and without the one name that changes an object's kind where it is copied.
 */
export function withinBounds(message: unknown): boolean {
  let level: object[] = isContainer(message) ? [message] : [];
  for (let depth = 0, containers = 0; level.length > 0; depth++) {
    containers += level.length;
    if (depth >= MOST_LEVELS || containers > MOST_CONTAINERS) return false;
    const below: object[] = [];
    for (const container of level) {
      if (hasOwn(container, '__proto__')) return false;
      // Most lists hold millions of numbers and nothing else: no copy of them is made.
      for (const item of isArray(container) ? container : values(container))
        if (isContainer(item)) below.push(item);
    }
    level = below;
  }
  return true;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

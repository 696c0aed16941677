import { MOST_CHARACTERS, MOST_ITEMS } from './bounds';
import { toWire } from './numbers';
import { isTensor, kindOf, ProbeError } from './probe-error';
import type { Plain } from './protocol';

/** Lists in lists, at most. */
const MOST_LEVELS = 8;

/** Names what stands in the place of a part of an answer that is no data: what is wrong with it. */
export const NO_DATA = 'no data';

/**
 * Copies a value to plain data; numbers that JSON cannot say become their names. Of an object, methods and parts
 * without a value are left out. A part of the answer itself that is no data is told as that: nobody may have asked for it.
 *
 * @param path where in the answer the value is, as one would write it behind its name: `[2].mean`.
 * @throws ProbeError for what is no data.
 */
export function plain(value: unknown, path = '', depth = 0): Plain {
  if (typeof value === 'number') return toWire(value);
  if (typeof value === 'string') return short(value, path);
  if (value === null || typeof value === 'boolean') return value;
  if (depth > MOST_LEVELS)
    throw new ProbeError('wrong-type', `The answer is nested more than ${MOST_LEVELS} levels deep.`);
  if (isList(value)) return list(value, path, depth);
  if (typeof value !== 'object' || isNoData(value)) throw noData(value, path);
  return Object.fromEntries(
    partsOf(value)
      .filter(([, item]) => item !== undefined && typeof item !== 'function')
      .map(([key, item]) => [key, (depth === 0 ? part : plain)(item, `${path}.${key}`, depth + 1)]),
  );
}

function part(value: unknown, path: string, depth: number): Plain {
  try {
    return plain(value, path, depth);
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return { [NO_DATA]: error.message };
  }
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Copied item by item: a list may say that it has billions, and hold none. */
function list(items: ArrayLike<unknown>, path: string, depth: number): Plain[] {
  if (items.length <= MOST_ITEMS)
    return Array.from(items, (item, i) => plain(item, `${path}[${i}]`, depth + 1));
  throw new ProbeError(
    'wrong-type',
    `The answer holds a list of ${items.length}${path && ` at ${path}`}; expected at most ${MOST_ITEMS}.`,
  );
}

/** Longer text is no answer to any question, and the grader would not read it. */
function short(text: string, path: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  throw new ProbeError(
    'wrong-type',
    `The answer holds text of ${text.length} characters${path && ` at ${path}`}; expected at most ${MOST_CHARACTERS}.`,
  );
}

/** Objects whose content is not in their properties: a Map, a Promise, what a generator gives, a Date, a tensor. */
function isNoData(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return false;
  return isTensor(value) || partsOf(value).length === 0;
}

/** Properties of its own, and the getters of its classes. */
function partsOf(value: object): [string, unknown][] {
  const getters: string[] = [];
  for (let of = Object.getPrototypeOf(value); of && of !== Object.prototype; of = Object.getPrototypeOf(of))
    getters.push(...gettersOf(of));
  const own = Object.entries(value);
  const names = new Set(own.map(([name]) => name));
  return [
    ...own,
    ...getters
      .filter((name) => !names.has(name))
      .map((name): [string, unknown] => [name, (value as Record<string, unknown>)[name]]),
  ];
}

function gettersOf(prototype: object): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(([, { get }]) => get !== undefined && !isBuiltIn(get))
    .map(([name]) => name);
}

/** What makes data of it. */
const REMEDIES: Record<string, string> = {
  'a tensor': 'arraySync() gives its numbers',
  'a Promise': 'await gives what it promises',
  'a bigint': 'Number(it) makes a number of it',
  'a Map': 'Object.fromEntries(it) makes an object of it',
  ...Object.fromEntries(['a Set', 'a Generator'].map((kind) => [kind, '[...it] makes a list of it'])),
};

/** Such as the size of a Map. */
function isBuiltIn(getter: () => unknown): boolean {
  return Function.prototype.toString.call(getter).endsWith('{ [native code] }');
}

function noData(value: unknown, path: string): ProbeError {
  const kind = kindOf(value);
  const where = path ? `The answer holds ${kind} at ${path}` : `The answer is ${kind}`;
  const remedy = REMEDIES[kind] ? `; ${REMEDIES[kind]}` : '';
  return new ProbeError('wrong-type', `${where}; expected numbers, text, or lists of them${remedy}.`);
}

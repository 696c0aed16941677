import { MOST_CHARACTERS, MOST_ITEMS, MOST_NAME_CHARACTERS } from './bounds';
import { type Explained, explain } from './explain';
import { toWire } from './numbers';
import { isTensor, kindOf, ProbeError } from './probe-error';
import type { Given, Plain } from './protocol';

/** Lists in lists, at most. */
const MOST_LEVELS = 8;

/**
 * Copies what an answer gave. A part of it that is no data, or that throws where it is read, is told beside the others:
 * nobody may ask for it.
 *
 * @throws ProbeError for what is no data and has no parts.
 */
export function given(value: unknown): Given {
  if (!hasParts(value)) return { value: plain(value) };
  const parts: [string, Plain][] = [];
  const absent: [string, Explained][] = [];
  for (const name of partNames(value))
    try {
      const part = value[name];
      if (isSaid(part)) parts.push([name, plain(part, `.${name}`, 1)]);
    } catch (error) {
      absent.push([name, explain(error)]);
    }
  const data = { value: Object.fromEntries(parts) };
  return absent.length === 0 ? data : { ...data, absent: Object.fromEntries(absent) };
}

/**
 * Copies a value to plain data; numbers that JSON cannot say become their names. Of an object, methods and parts
 * without a value are left out.
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
  if (!hasParts(value)) throw noData(value, path);
  return Object.fromEntries(
    partNames(value)
      .map((name): [string, unknown] => [name, value[name]])
      .filter(([, item]) => isSaid(item))
      .map(([name, item]) => [name, plain(item, `${path}.${name}`, depth + 1)]),
  );
}

/** Not a method, and not a part without a value. */
function isSaid(part: unknown): boolean {
  return part !== undefined && typeof part !== 'function';
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

/** Not those whose content is not in their properties: a Map, a Promise, what a generator gives, a Date, a tensor. */
function hasParts(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || isList(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return true;
  return !isTensor(value) && partNames(value).length > 0;
}

/** Properties of its own, and the getters of its classes. No question asks for what a whole sentence names. */
function partNames(value: object): string[] {
  const names = new Set(Object.keys(value));
  for (let of = Object.getPrototypeOf(value); of && of !== Object.prototype; of = Object.getPrototypeOf(of))
    for (const name of gettersOf(of)) names.add(name);
  return [...names].filter((name) => name.length <= MOST_NAME_CHARACTERS);
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

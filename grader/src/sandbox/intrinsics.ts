/**
 * What JavaScript itself is made of, as it was before a student's code: `JSON.stringify` asks every object for `toJSON`,
 * `map` may be another, and what this process is told and tells goes through them.
 */

const NAMES = [
  ...[
    'Object',
    'Function',
    'Array',
    'String',
    'Number',
    'Boolean',
    'Symbol',
    'BigInt',
    'Error',
    'Promise',
    'Map',
    'Set',
  ],
  ...[
    'JSON',
    'Math',
    'Reflect',
    'RegExp',
    'ArrayBuffer',
    'SharedArrayBuffer',
    'Atomics',
    'Int32Array',
    'Uint8Array',
  ],
  ...['Float32Array', 'Buffer'],
] as const;

// Kept before a student's code can replace them; nothing below calls a method of an object that it could change.
const { defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf } =
  Reflect;

interface Owner {
  object: object;
  prototype: object | null;
  keys: PropertyKey[];
  /** By key. Without a prototype, as are the descriptors: they are looked up in where it may have been changed. */
  properties: Record<PropertyKey, PropertyDescriptor>;
}

/** A property that a student's code has changed, as it stood; absent where it has deleted it. */
interface Change {
  object: object;
  key: PropertyKey;
  descriptor: PropertyDescriptor | undefined;
  before: Change | undefined;
}

/** A student's code has fixed what must be put back. */
export class TamperedError extends Error {}

/** Runs the grader's own code, which waits for nothing, as if no student's code had changed a built-in. */
export type Undisturbed = <Result>(work: () => Result) => Result;

/** Looks at the built-ins as they are; called before a student's code. */
export function keepIntrinsics(): Undisturbed {
  const owners = ownersOf();
  return (work) => {
    let changes: Change | undefined;
    for (let i = 0; i < owners.length; i++) changes = putBack(owners[i]!, changes);
    try {
      return work();
    } finally {
      for (; changes; changes = changes.before) set(changes.object, changes.key, changes.descriptor);
    }
  };
}

function ownersOf(): Owner[] {
  const values = NAMES.map((name) => globalThis[name] as object & { prototype?: object });
  const objects = values.flatMap((value) => (value.prototype ? [value, value.prototype] : [value]));
  const iterators = [[][Symbol.iterator](), new Map()[Symbol.iterator](), new Set()[Symbol.iterator]()];
  const hidden = [
    ...iterators.map(getPrototypeOf),
    getPrototypeOf(Uint8Array),
    getPrototypeOf(Uint8Array.prototype),
  ];
  return [
    ...[...objects, ...(hidden as object[])].map((object) => owner(object, ownKeys(object))),
    owner(globalThis, [...NAMES]),
  ];
}

function owner(object: object, keys: PropertyKey[]): Owner {
  const properties = Object.create(null) as Owner['properties'];
  for (const key of keys) properties[key] = propertyOf(object, key)!;
  return { object, prototype: getPrototypeOf(object), keys, properties };
}

function putBack(
  { object, prototype, keys, properties }: Owner,
  before: Change | undefined,
): Change | undefined {
  let changes = before;
  // Nobody needs another one: it stays put back.
  if (getPrototypeOf(object) !== prototype && !setPrototypeOf(object, prototype)) throw new TamperedError();
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const now = propertyOf(object, key);
    if (isSame(now, properties[key]!)) continue;
    if (!set(object, key, properties[key])) throw new TamperedError();
    changes = { object, key, descriptor: now, before: changes };
  }
  if (object === globalThis) return changes;
  const found = ownKeys(object);
  for (let i = 0; found.length > keys.length && i < found.length; i++) {
    const key = found[i]!;
    if (key in properties) continue;
    const now = propertyOf(object, key);
    // What cannot be deleted again and is asked for by nothing here may stay.
    if (deleteProperty(object, key)) changes = { object, key, descriptor: now, before: changes };
    else if (key === 'toJSON') throw new TamperedError();
  }
  return changes;
}

function propertyOf(object: object, key: PropertyKey): PropertyDescriptor | undefined {
  const descriptor = getOwnPropertyDescriptor(object, key);
  if (descriptor) setPrototypeOf(descriptor, null);
  return descriptor;
}

function isSame(now: PropertyDescriptor | undefined, { value, get, set }: PropertyDescriptor): boolean {
  return now !== undefined && now.value === value && now.get === get && now.set === set;
}

function set(object: object, key: PropertyKey, descriptor: PropertyDescriptor | undefined): boolean {
  return descriptor ? defineProperty(object, key, descriptor) : deleteProperty(object, key);
}

/** WebAssembly instructions in their binary form: an expression leaves one value, a statement none. */
export type Code = readonly number[];

/** A variable of a routine. */
export interface Local {
  readonly get: Code;
  set(value: Code): Code;
  /** Adds to a whole number. */
  advance(by: Code | number): Code;
}

/** One function of a module. All its parameters are whole numbers: addresses in bytes, and counts. */
export interface Routine {
  readonly parameters: number;
  readonly locals: readonly number[];
  readonly body: Code;
}

const I32 = 0x7f;
const V128 = 0x7b;
/** Pages of 64 KiB in the 4 GiB that a 32 bit address reaches. */
const MOST_PAGES = 0x10000;

/** Declares the variables of one routine. */
export class Scope {
  readonly locals: number[] = [];
  constructor(private readonly parameters: number) {}

  integer(): Local {
    return this.declare(I32);
  }

  /** Four float32 numbers. */
  vector(): Local {
    return this.declare(V128);
  }

  vectors(count: number): Local[] {
    return Array.from({ length: count }, () => this.vector());
  }

  private declare(type: number): Local {
    return local(this.parameters + this.locals.push(type) - 1);
  }
}

/** Writes a routine: `write` gets the scope and the parameters, in order. */
export function routine(
  parameters: number,
  write: (scope: Scope, ...parameters: Local[]) => Code[],
): Routine {
  const scope = new Scope(parameters);
  const body = write(scope, ...Array.from({ length: parameters }, (_, index) => local(index)));
  return { parameters, locals: scope.locals, body: body.flat() };
}

function local(index: number): Local {
  const get = [0x20, ...unsigned(index)];
  const set = (value: Code) => [...value, 0x21, ...unsigned(index)];
  return { get, set, advance: (by) => set(add(get, typeof by === 'number' ? integer(by) : by)) };
}

export const integer = (value: number): Code => [0x41, ...signed(value)];
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const multiply = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
export const shiftRight = (a: Code, bits: number): Code => [...a, ...integer(bits), 0x75];
export const smaller = (a: Code, b: Code): Code => [...a, ...b, ...less(a, b), 0x1b];
/** 1 where a < b, else 0. */
export const less = (a: Code, b: Code): Code => [...a, ...b, 0x48];
export const both = (a: Code, b: Code): Code => [...a, ...b, 0x71];

/** Copies bytes of the heap. */
export const copy = (to: Code, from: Code, bytes: Code): Code => [...to, ...from, ...bytes, 0xfc, 10, 0, 0];

/** One float32 of the heap. */
export const loadOne = (at: Code, offset = 0): Code => [...at, 0x2a, 2, ...unsigned(offset)];
export const storeOne = (at: Code, value: Code): Code => [...at, ...value, 0x38, 2, 0];
export const addOnes = (a: Code, b: Code): Code => [...a, ...b, 0x92];

/** Four float32 of the heap. */
export const load = (at: Code, offset = 0): Code => [...at, 0xfd, 0, 2, ...unsigned(offset)];
/** One float32 of the heap, four times. */
export const loadSplat = (at: Code, offset = 0): Code => [...at, 0xfd, 9, 2, ...unsigned(offset)];
export const store = (at: Code, value: Code, offset = 0): Code => [
  ...at,
  ...value,
  0xfd,
  11,
  2,
  ...unsigned(offset),
];

/** In each of four: all bits set where a = b, else none. */
export const equal = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0x41];
export const unequal = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0x42];
export const and = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0x4e];
/** a without the bits of b. */
export const without = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0x4f];
export const or = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0x50];

export const plus = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xe4, 1];
export const minus = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xe5, 1];
export const times = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xe6, 1];
/** The smaller, or the larger, of each pair; NaN where either is. */
export const smallest = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xe8, 1];
export const largest = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xe9, 1];
/** b where a < b, else a. */
export const larger = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xeb, 1];
/** The same float32 four times. */
export const splat = (value: number): Code => [
  0x43,
  ...new Uint8Array(Float32Array.of(value).buffer),
  0xfd,
  0x13,
];

/** The first two, or the last two, of four float32 in double precision. */
export const firstDoubles = (a: Code): Code => [...a, 0xfd, 0x5f];
export const lastDoubles = (a: Code): Code =>
  firstDoubles([...a, ...a, 0xfd, 13, ...Array.from({ length: 16 }, (_, i) => (i + 8) % 16)]);
export const plusDoubles = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xf0, 1];

/** Runs the body `count` times; not at all where that is below 1. */
export function repeat(scope: Scope, count: Code, body: Code[]): Code {
  const left = scope.integer();
  const turn = [...body.flat(), ...left.advance(-1), ...less(integer(0), left.get), 0x0d, 0];
  return when(less(integer(0), left.set(count).concat(left.get)), [[0x03, 0x40, ...turn, 0x0b]]);
}

export function when(condition: Code, then: Code[], otherwise: Code[] = []): Code {
  return [...condition, 0x04, 0x40, ...then.flat(), 0x05, ...otherwise.flat(), 0x0b];
}

/** Assembles routines into a module that works on an imported memory `env.memory`, which may be `shared`. */
export function assemble(routines: Record<string, Routine>, shared = false): Uint8Array<ArrayBuffer> {
  const all = Object.entries(routines);
  const types = all.map(([, { parameters }]) => [0x60, ...vector(Array(parameters).fill([I32])), 0]);
  const limits = shared ? [3, 1, ...unsigned(MOST_PAGES)] : [0, 1];
  const memory = [...text('env'), ...text('memory'), 2, ...limits];
  return Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([memory])),
    ...section(3, vector(all.map((_, index) => unsigned(index)))),
    ...section(7, vector(all.map(([name], index) => [...text(name), 0, ...unsigned(index)]))),
    ...section(10, vector(all.map(([, each]) => sized(functionBody(each))))),
  );
}

function functionBody({ locals, body }: Routine): Code {
  return [...vector(locals.map((type) => [1, type])), ...body, 0x0b];
}

const section = (id: number, content: Code): Code => [id, ...sized(content)];
const sized = (content: Code): Code => [...unsigned(content.length), ...content];
const vector = (items: Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (characters: string): Code => sized([...new TextEncoder().encode(characters)]);

/** LEB128. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const last = value >> 6 === 0 || value >> 6 === -1;
  return last ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

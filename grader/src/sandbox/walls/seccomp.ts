import { ABSENT, CLONE, MMAP, NEWEST, type Numbers, REFUSED } from './syscalls';

/*
 * The filter is a program of the kernel's small machine (classic BPF, linux/filter.h and linux/seccomp.h): it
 * is run at each system call and says whether the call is made.
 */

/** Instructions of eight bytes: what to do, how many to skip when true and when false, an operand. */
type Instruction = [code: number, whenTrue: number, whenFalse: number, operand: number];

const LOAD = 0x20;
const AND = 0x54;
const IF_EQUAL = 0x15;
const IF_GREATER = 0x25;
const IF_ANY_BIT = 0x45;
const RETURN = 0x06;

// Where the kernel lays what it knows about the call.
const NUMBER = 0;
const ARCHITECTURE = 4;
const argument = (n: number) => 16 + 8 * n;

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const answer = (errno: number) => 0x00050000 | errno;
const EPERM = 1;
const ENOSYS = 38;

const CLONE_THREAD = 0x10000;
/** MAP_SHARED and MAP_ANONYMOUS. */
const SHARED_ANONYMOUS = 0x21;

const ARCHITECTURES = {
  x64: { audit: 0xc000003e, column: 0 },
  arm64: { audit: 0xc00000b7, column: 1 },
} as const;

/** Whether a filter can be made for this processor. */
export function hasFilter(arch: string): arch is keyof typeof ARCHITECTURES {
  return arch in ARCHITECTURES;
}

/**
 * The filter for `bwrap --seccomp`: no new process, no socket, no shared memory, no other way out. Threads may
 * be made. A call made as on another processor, whose numbers mean something else, ends the process.
 */
export function seccompFilter(arch: keyof typeof ARCHITECTURES): Buffer {
  const { audit, column } = ARCHITECTURES[arch];
  const of = (table: Record<string, Numbers>) =>
    Object.values(table).flatMap((numbers) => numbers[column] ?? []);
  return assemble([
    [LOAD, 0, 0, ARCHITECTURE],
    [IF_EQUAL, 1, 0, audit],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD, 0, 0, NUMBER],
    // Above them are also those of the x32 interface, which repeat all others.
    [IF_GREATER, 0, 1, NEWEST],
    [RETURN, 0, 0, answer(ENOSYS)],
    ...of(ABSENT).flatMap((number) => refuse(number, ENOSYS)),
    ...of(REFUSED).flatMap((number) => refuse(number, EPERM)),
    [IF_EQUAL, 0, 4, CLONE[column]!],
    [LOAD, 0, 0, argument(0)],
    [IF_ANY_BIT, 1, 0, CLONE_THREAD],
    [RETURN, 0, 0, answer(EPERM)],
    [RETURN, 0, 0, ALLOW],
    [IF_EQUAL, 0, 4, MMAP[column]!],
    [LOAD, 0, 0, argument(3)],
    [AND, 0, 0, SHARED_ANONYMOUS],
    [IF_EQUAL, 0, 1, SHARED_ANONYMOUS],
    [RETURN, 0, 0, answer(EPERM)],
    [RETURN, 0, 0, ALLOW],
  ]);
}

function refuse(number: number, errno: number): Instruction[] {
  return [
    [IF_EQUAL, 0, 1, number],
    [RETURN, 0, 0, answer(errno)],
  ];
}

/** Both processors are little-endian. */
function assemble(program: Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  for (const [i, [code, whenTrue, whenFalse, operand]] of program.entries()) {
    bytes.writeUInt16LE(code, i * 8);
    bytes.writeUInt8(whenTrue, i * 8 + 2);
    bytes.writeUInt8(whenFalse, i * 8 + 3);
    bytes.writeUInt32LE(operand >>> 0, i * 8 + 4);
  }
  return bytes;
}

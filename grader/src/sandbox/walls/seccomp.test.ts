import { hasFilter, seccompFilter } from './seccomp';

const AUDIT = { x64: 0xc000003e, arm64: 0xc00000b7 };
type Arch = keyof typeof AUDIT;
const CALLS: Record<string, { x64: number; arm64: number }> = {
  // Numbers by the kernel's own tables (asm/unistd_64.h, asm-generic/unistd.h), typed in again.
  read: { x64: 0, arm64: 63 },
  write: { x64: 1, arm64: 64 },
  openat: { x64: 257, arm64: 56 },
  execve: { x64: 59, arm64: 221 },
  clone: { x64: 56, arm64: 220 },
  clone3: { x64: 435, arm64: 435 },
  mmap: { x64: 9, arm64: 222 },
  futex: { x64: 202, arm64: 98 },
  socket: { x64: 41, arm64: 198 },
  connect: { x64: 42, arm64: 203 },
  ptrace: { x64: 101, arm64: 117 },
  unshare: { x64: 272, arm64: 97 },
  memfd_create: { x64: 319, arm64: 279 },
  io_uring_setup: { x64: 425, arm64: 425 },
};

const ALLOW = 0x7fff0000;
const KILL = 0x80000000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;

/** Runs the filter as the kernel does. */
function run(filter: Buffer, audit: number, number: number, args: number[] = []): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(audit, 4);
  for (const [i, value] of args.entries()) data.writeBigUInt64LE(BigInt(value), 16 + 8 * i);
  let accumulator = 0;
  for (let at = 0; ; at++) {
    const code = filter.readUInt16LE(at * 8);
    const operand = filter.readUInt32LE(at * 8 + 4);
    const jump = (truth: boolean) => filter.readUInt8(at * 8 + (truth ? 2 : 3));
    if (code === 0x20) accumulator = data.readUInt32LE(operand);
    else if (code === 0x54) accumulator = (accumulator & operand) >>> 0;
    else if (code === 0x15) at += jump(accumulator === operand);
    else if (code === 0x25) at += jump(accumulator > operand);
    else if (code === 0x45) at += jump((accumulator & operand) !== 0);
    else if (code === 0x06) return operand;
    else throw new Error(`unknown instruction ${code.toString(16)}`);
  }
}

const THREAD = 0x003d0f00;
const PROCESS = 17; // SIGCHLD

describe.each(['x64', 'arm64'] as Arch[])('%s', (arch) => {
  const filter = seccompFilter(arch);
  const call = (name: string, ...args: number[]) => run(filter, AUDIT[arch], CALLS[name]![arch], args);

  test.each([
    ['read', [], ALLOW],
    ['write', [], ALLOW],
    ['openat', [], ALLOW],
    ['futex', [], ALLOW],
    ['execve', [], ALLOW],
    ['clone', [THREAD], ALLOW],
    ['clone', [PROCESS], EPERM],
    ['clone3', [], ENOSYS],
    ['mmap', [0, 4096, 3, 0x22], ALLOW],
    ['mmap', [0, 4096, 1, 0x01], ALLOW],
    ['mmap', [0, 4096, 3, 0x21], EPERM],
    ['mmap', [0, 4096, 3, 0x23], EPERM],
    ['socket', [2, 1, 0], EPERM],
    ['connect', [], EPERM],
    ['ptrace', [], EPERM],
    ['unshare', [], EPERM],
    ['memfd_create', [], EPERM],
    ['io_uring_setup', [], ENOSYS],
  ] as [string, number[], number][])('%s(%p)', (name, args, expected) => {
    expect(call(name, ...args)).toBe(expected);
  });

  test('a call that is newer than the filter, or in the numbers of x32, is not there', () => {
    expect(run(filter, AUDIT[arch], 500)).toBe(ENOSYS);
    expect(run(filter, AUDIT[arch], 0x40000000 + 41)).toBe(ENOSYS);
  });

  test('a call in the numbers of another processor ends the process', () => {
    expect(run(filter, 0x40000003, 1)).toBe(KILL);
  });
});

test('there is none for other processors', () => {
  expect(['x64', 'arm64', 'ia32', 's390x'].map(hasFilter)).toEqual([true, true, false, false]);
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSandboxed } from '@unstuck/grader/sandbox';

const { EPERM, ENOSYS, ENOENT, EROFS } = constants.errno;
const limits = { cellSeconds: 30, probeSeconds: 30, heapMegabytes: 256 };
const folder = mkdtempSync(join(tmpdir(), 'unstuck-raw-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A cell that brings native code along and loads it. */
function cellWith(code: string, name: string): string {
  const library = join(folder, `${name}.node`);
  execFileSync('g++', ['-shared', '-fPIC', '-Os', '-s', '-x', 'c', '-', '-o', library], { input: code });
  return `
    const { writeFileSync, readFileSync } = require('fs');
    writeFileSync('own.node', Buffer.from('${readFileSync(library).toString('base64')}', 'base64'));
    try { process.dlopen({ exports: {} } as never, process.cwd() + '/own.node'); } catch {}
    const found = JSON.parse(readFileSync('report.json', 'utf8'));`;
}

const run = (source: string) =>
  runSandboxed({ question: 'q1', source, probe: { kind: 'value', name: 'found' } }, limits);

test('native code of a student gets nothing from the kernel that would let it out', async () => {
  const source = cellWith(readFileSync(join(__dirname, 'raw-calls.c'), 'utf8'), 'calls');
  expect(await run(source)).toEqual({
    ok: true,
    answer: {
      kind: 'value',
      value: {
        fork: EPERM,
        clone3: ENOSYS,
        socket: EPERM,
        'unix socket': EPERM,
        memfd: EPERM,
        'shared memory': EPERM,
        'system V memory': EPERM,
        'user namespace': EPERM,
        trace: EPERM,
        io_uring: ENOSYS,
        bpf: EPERM,
        'more memory': EPERM,
        'more time': EPERM,
        'folder in the root': EROFS,
        'folder in /tmp': EROFS,
        'file in /dev': EROFS,
        users: ENOENT,
        'kernel settings': expect.any(Number),
        'memory of the starter': ENOENT,
      },
    },
  });
});

test('a call in the numbers of another processor ends it', async () => {
  if (process.arch !== 'x64') return;
  // Number 20 is getpid in the numbers of i386.
  const code = `__attribute__((constructor)) static void run(void) { long n = 20; __asm__ volatile("int $0x80" : "+a"(n)); }`;
  expect(await run(cellWith(code, 'i386'))).toEqual({
    ok: false,
    reason: 'crashed',
    message: 'The process that ran your code was ended by SIGSYS.',
  });
});

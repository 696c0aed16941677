import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type GroupHome, groupHome, makeGroup } from './cgroup';
import { mostThreads } from './limits';

const limits = { cellSeconds: 1, probeSeconds: 1, heapMegabytes: 0, memoryMegabytes: 32 };
const home = groupHome();

/** Runs a shell's lines in a group and says which limit it met. */
async function inGroup(script: string) {
  const group = makeGroup(limits)!;
  const { status, stderr } = spawnSync('/bin/sh', ['-c', [...group.joining, script].join('\n')], {
    encoding: 'utf8',
  });
  const breach = group.breach();
  await group.release();
  return { status, stderr, breach, left: leftOver(home!) };
}

function leftOver({ memory, pids }: GroupHome): boolean {
  return [memory, pids].some((folder) =>
    Array.from({ length: 20 }, (_, i) => `unstuck-${process.pid}-${i}`).some((name) =>
      existsSync(join(folder, name)),
    ),
  );
}

/** Nobody can make groups on some machines; that is what is tested there. */
const cases: [string, string, string | undefined][] = [
  ['what stays within its limits', 'echo', undefined],
  [
    'memory',
    `exec '${process.execPath}' -e 'Array.from({ length: 40 }, () => Buffer.alloc(16777216, 1))'`,
    'out-of-memory',
  ],
  ['threads and processes', `for i in $(seq ${mostThreads() + 1}); do sleep 1 & done`, 'too-many-threads'],
];

test.each(cases)('%s', async (_what, script, breach) => {
  if (!home) return expect(makeGroup(limits)).toBeUndefined();
  expect(await inGroup(script)).toMatchObject({ breach, left: false });
});

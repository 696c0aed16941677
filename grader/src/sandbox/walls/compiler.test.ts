import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runSandboxed } from '@unstuck/grader/sandbox';
import { cacheRoot } from 'unstuck/engine/native';
import { plainCompiler } from './compiler';

const limits = { cellSeconds: 30, probeSeconds: 30, heapMegabytes: 128 };
const compile = () =>
  runSandboxed(
    { question: 'q1', source: 'const x: number = 1;', probe: { kind: 'value', name: 'x' } },
    limits,
  );

test('the unpacked compiler is kept and nothing beside it', () => {
  const { packed, unpacked } = plainCompiler()!;
  expect(existsSync(packed)).toBe(true);
  expect(readdirSync(join(cacheRoot(), 'compiler')).filter((name) => !name.endsWith('.node'))).toEqual([]);
  expect(existsSync(unpacked)).toBe(true);
});

test('who holds every lock of the cache holds up nobody', async () => {
  const { unpacked } = plainCompiler()!;
  const file = openSync(unpacked, 'r');
  const script = 'flock -x 3 && echo locked && read _';
  const holder = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'pipe', 'inherit', file] });
  await once(holder.stdout!, 'data');
  closeSync(file);
  try {
    expect(await compile()).toMatchObject({ ok: true, answer: { value: 1 } });
  } finally {
    holder.stdin!.end();
  }
});

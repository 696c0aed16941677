import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineBenchOptions, engineBench, WARM_UP } from './engine';

const tiny: EngineBenchOptions = { networks: ['dense'], rows: 64, epochs: 2 };

test('engines take turns, the warm-up does not count, and without Python the Keras numbers are null', async () => {
  const turns: string[] = [];
  const nodeSeconds: number[] = [];
  const onEpoch = (network: string, engine: string, seconds: number) => {
    turns.push(`${network} ${engine}`);
    if (engine === 'node') nodeSeconds.push(seconds);
  };
  const { networks, engines } = await engineBench({ ...tiny, onEpoch });
  const rounds = Array.from({ length: WARM_UP + 2 }, () => ['dense node', 'dense plain', 'dense portable']);
  expect(turns).toEqual(rounds.flat());
  expect(Object.keys(engines)).toEqual(['node', 'plain', 'portable']);
  const [result] = networks;
  expect(result).toMatchObject({ name: 'dense', kerasSecondsPerEpoch: null, nodeOverKeras: null });
  const [a, b] = nodeSeconds.slice(WARM_UP);
  expect(result!.nodeSecondsPerEpoch).toBe((a! + b!) / 2);
  expect(result!.plainOverNode).toBe(result!.plainSecondsPerEpoch / result!.nodeSecondsPerEpoch);
  expect(result!.portableOverNode).toBe(result!.portableSecondsPerEpoch / result!.plainSecondsPerEpoch);
});

test('an absent Python is an error that names it and says what to do', async () => {
  await expect(engineBench({ ...tiny, python: '/no/such/python' })).rejects.toThrow(
    /the keras worker could not be started \(spawn \/no\/such\/python ENOENT\); UNSTUCK_PYTHON is "\/no\/such\/python"; .*kit\/reference\/README\.md/,
  );
});

test('a Python without tensorflow is an error that says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-'));
  const python = join(folder, 'python');
  // -S: without site-packages no Python has tensorflow.
  writeFileSync(python, '#!/bin/sh\nexec python3 -I -S "$@"\n');
  chmodSync(python, 0o755);
  await expect(engineBench({ ...tiny, python })).rejects.toThrow(
    /ended with exit code 1:\n {2}ModuleNotFoundError: No module named '(keras|tensorflow)'.*\nUNSTUCK_PYTHON is/,
  );
  rmSync(folder, { recursive: true });
});

test('an unknown network is an error before anything starts', async () => {
  await expect(engineBench({ networks: ['answer-z'] })).rejects.toThrow(
    'network: there is no "answer-z"; there are: answer-a, small, answer-d, dense',
  );
});

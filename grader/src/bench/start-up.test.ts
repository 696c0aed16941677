import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PART_NAMES, START_UP_WARM_UP, startsOf, startUpBench, timesBetween } from './start-up';

const folder = mkdtempSync(join(tmpdir(), 'unstuck-start-up-'));
afterAll(() => rmSync(folder, { recursive: true }));
// A snapshot is made first.

test('sides take turns, the warm-up does not count, and the ratio is the snapshot’s over the plain one’s', async () => {
  const turns: string[] = [];
  const onStart = (name: string, side: string) => turns.push(`${name} ${side}`);
  const [without, withTf] = await startUpBench({ rounds: 1, folder, onStart });
  const starts = START_UP_WARM_UP + 1;
  expect(turns).toEqual([
    ...Array(starts).fill('without tf plain'),
    ...Array(starts).fill(['with tf snapshot', 'with tf plain']).flat(),
  ]);
  expect(turns).toHaveLength(startsOf(1, false));
  expect(without).toMatchObject({ name: 'without tf', snapshot: null, snapshotOverPlain: null });
  const { snapshot, plain, snapshotOverPlain } = withTf!;
  expect(snapshotOverPlain).toBe(snapshot!.seconds / plain.seconds);
  for (const { seconds, parts } of [snapshot!, plain, without!.plain])
    expect(PART_NAMES.reduce((sum, part) => sum + parts[part], 0)).toBeCloseTo(seconds, 9);
});

test('without the snapshot only the plain side is measured', async () => {
  const [, withTf] = await startUpBench({ rounds: 1, plain: true, folder });
  expect(withTf).toMatchObject({ snapshot: null, snapshotOverPlain: null, cpuSnapshotOverPlain: null });
});

test('a part lasts from the moment before it; unknown moments and missing parts count nothing', () => {
  const moments: [string, number][] = [
    ['awake', 1100],
    ['something else', 1200],
    ['ready', 1500],
    ['first line', 1600],
  ];
  expect(timesBetween(1000, moments)).toEqual({
    seconds: 0.6,
    parts: { node: 0.1, compile: 0, scripts: 0, library: 0, engine: 0.4, cell: 0.1 },
  });
});

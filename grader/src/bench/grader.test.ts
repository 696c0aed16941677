import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeClass } from './class';
import { type ClassSizeResult, classSizeBench } from './class-size';
import type { GraderResult } from './grader';
import { graderReport, graderTable } from './grader-report';

test('a class repeats its answers from where it says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-bench-'));
  try {
    writeClass(folder, 'formula', 5, 3);
    const notebooks = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect([notebooks.length, new Set(notebooks).size]).toEqual([5, 3]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a class is graded to its end, equal answers once, and every verdict counted', async () => {
  let verdicts = 0;
  const onVerdict = () => verdicts++;
  const [run] = await classSizeBench({
    kind: 'formula',
    submissions: 5,
    distinct: 3,
    workers: [1],
    rounds: 1,
    onVerdict,
  });
  expect(run).toMatchObject({ kind: 'formula', workers: 1, submissions: 5, distinct: 3 });
  expect(verdicts).toBe(3);
  const judging = run!.quarters.reduce((sum, quarter) => sum + quarter, 0);
  expect(judging).toBeGreaterThan(0);
  expect(judging).toBeLessThan(run!.seconds);
});

const run = (kind: ClassSizeResult['kind'], workers: number, seconds: number): ClassSizeResult => ({
  kind,
  workers,
  submissions: 1000,
  distinct: 800,
  seconds,
  quarters: [1, 1, 1, 1],
  megabytesFirst: 100,
  megabytesLast: null,
});

test('the report holds the ratios, and the table says them', () => {
  const side = (
    name: GraderResult['side'],
    secondsEach: number,
    overNbgrader: number | null,
  ): GraderResult => ({
    side: name,
    secondsEach,
    startUp: 1,
    secondsAll: 1 + 20 * secondsEach,
    overNbgrader,
  });
  const sides = [side('one core', 0.2, 0.125), side('nbgrader', 1.6, null)];
  const report = graderReport(sides, 3);
  expect(report).toMatchObject({ submissions: 20, rounds: 3 });
  expect(graderTable(report)).toMatch(/one core +0.200 s +1.000 s +5.000 s +0.1[23]\n/);
  const seconds = { one: [100, 90, 120], two: [50, 60, 60] };
  const runs = seconds.one.flatMap((one, round) => [
    run('formula', 1, one),
    run('formula', 2, seconds.two[round]!),
  ]);
  const batch = graderReport([], 3, runs);
  expect(batch).toMatchObject({ batch: { speedUps: { formula: [2, 1.5, 2], training: [] } } });
  const table = graderTable(batch);
  expect(table).toMatch(/1000 formula, 800 distinct +1 +100\.0/);
  expect(table).toMatch(/1000 formula, 800 distinct +2 +60\.0/);
  expect(table).toContain('formula: 2.00 (2.00, 1.50, 2.00)\n  training: -');
});

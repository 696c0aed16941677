import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeClass } from './class';
import { type ClassSizeResult, classSizeBench, speedUp } from './class-size';
import type { GraderResult } from './grader';
import { graderReport, graderTable } from './grader-report';

test('a class repeats its answers from where it says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-bench-'));
  try {
    writeClass(folder, 5, 3);
    const notebooks = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect([notebooks.length, new Set(notebooks).size]).toEqual([5, 3]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a class is graded to its end, equal answers once, and every verdict counted', async () => {
  let verdicts = 0;
  const onVerdict = () => verdicts++;
  const [run] = await classSizeBench({ submissions: 5, distinct: 3, workers: [1], onVerdict });
  expect(run).toMatchObject({ workers: 1, submissions: 5, distinct: 3 });
  expect(verdicts).toBe(3);
  const judging = run!.quarters.reduce((sum, quarter) => sum + quarter, 0);
  expect(judging).toBeGreaterThan(0);
  expect(judging).toBeLessThan(run!.seconds);
});

const run = (workers: number, seconds: number): ClassSizeResult => ({
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
  const report = graderReport(sides, 3, [run(1, 100), run(2, 50)]);
  expect(report).toMatchObject({ submissions: 20, rounds: 3, batch: { speedUp: 2 } });
  expect(graderTable(report)).toMatch(/one core +0.200 s +1.000 s +5.000 s +0.1[23]\n/);
  expect(graderTable(report)).toContain('Two processes are 2.00 times as fast as one.');
  expect(speedUp([run(1, 100)])).toBeNull();
});

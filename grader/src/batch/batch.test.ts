import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { openGradebook, type SubmissionRecord } from '../gradebook';
import { contentOf, LESSON, quick, temporaryFolder, unstuck, writeFiles } from './class.fixture';
import { lockResults } from './lock';

const folder = temporaryFolder();
const handedIn = join(folder, 'class');
const out = join(folder, 'out');

function submissions(from = out): Record<string, SubmissionRecord> {
  const gradebook = openGradebook(from);
  try {
    return Object.fromEntries([...gradebook.submissions()].map((one) => [one.id, one]));
  } finally {
    gradebook.close();
  }
}

const batch = (...options: string[]) =>
  unstuck('batch', handedIn, '--out', out, '--workers', '2', ...options);
const judged = (output: string) => Number(/(\d+) answers judged now/.exec(output)![1]);

beforeAll(async () => {
  writeFiles(handedIn, {
    'ana.ipynb': quick('ana'),
    'ben.ipynb': quick('ben', { q4: "const lossOfLogit = 'log(1 + exp(z))';" }),
    'cem/homework.ipynb': quick('cem'),
    'cem/.ipynb_checkpoints/homework-checkpoint.ipynb': quick('cem, half-way'),
    'dan.ipynb': '{"cells": [',
    'eva.ipynb': quick('ana'),
    'fay/notes.txt': 'I did not manage.',
  });
  expect(await batch('--seed', '7')).toMatchObject({ code: 0 });
});

test('every submission has a verdict, the broken ones too', () => {
  const points = Object.entries(submissions()).map(([id, one]) => [id, one.finalScore, one.state]);
  expect(points).toEqual([
    ['ana', 2, 'graded'],
    ['ben', 0, 'graded'],
    ['cem', 2, 'graded'],
    ['dan', 0, 'graded'],
    ['eva', 2, 'graded'],
    ['fay', 0, 'graded'],
  ]);
  const { dan, fay, ben } = submissions();
  expect(dan!.questions.map(({ reason }) => reason)).toEqual(Array(4).fill('not-json'));
  expect(fay!.questions[0]).toMatchObject({ status: 'error', reason: 'no-notebook' });
  expect(ben!.questions[3]).toMatchObject({ status: 'fail', reason: 'wrong-formula', score: 0, maxScore: 2 });
});

test('the same verdict as `unstuck grade` gives', async () => {
  const { output } = await unstuck('grade', join(handedIn, 'ben.ipynb'), '--json', '--seed', '7');
  const graded = JSON.parse(output.slice(output.indexOf('{'))).results[0].questions;
  const kept = submissions().ben!.questions;
  const verdict = ({ status, reason, score }: { status: string; reason: string; score: number }) => ({
    status,
    reason,
    score,
  });
  expect(kept.map(verdict)).toEqual(graded.map(verdict));
});

test('run again, nothing is judged; an equal answer never is', async () => {
  const before = contentOf(out);
  const { code, output } = await batch();
  expect([code, judged(output)]).toEqual([0, 0]);
  writeFiles(handedIn, { 'gus.ipynb': quick('ana') });
  expect(judged((await batch()).output)).toBe(0);
  expect(submissions().gus).toMatchObject({ finalScore: 2, questions: expect.anything() });
  expect(contentOf(out)).not.toEqual(before);
});

test('a newer file counts, the older one is kept', async () => {
  writeFiles(handedIn, { 'ben.ipynb': quick('ben again') });
  expect(judged((await batch()).output)).toBe(1);
  const { ben, 'ben-2': newer } = submissions();
  expect(ben).toMatchObject({ counts: false, attempt: 1, attempts: 2, finalScore: 0 });
  expect(newer).toMatchObject({ counts: true, attempt: 2, attempts: 2, finalScore: 2 });
});

test('an override stands through a regrade, and can be taken back', async () => {
  const override = ['override', out, '--student', 'dan', '--question', 'q4'];
  const set = await unstuck(...override, '--score', '1.5', '--reason', 'showed it on paper');
  expect(set).toMatchObject({ code: 0, output: expect.stringContaining('1.5 of 2') });
  expect(judged((await batch('--regrade', '--only', 'ana', 'dan')).output)).toBe(1);
  expect(submissions().dan).toMatchObject({ finalScore: 1.5, score: 1.5 });
  expect(submissions().dan!.questions[3]).toMatchObject({
    gradedScore: 0,
    override: { score: 1.5, reason: 'showed it on paper' },
  });
  await unstuck(...override, '--remove');
  expect(submissions().dan!.finalScore).toBe(0);
});

test.each([
  [
    ['--student', 'nobody', '--question', 'q4', '--score', '1', '--reason', 'x'],
    'nobody of the gradebook is',
  ],
  [
    ['--student', 'dan', '--question', 'q9', '--score', '1', '--reason', 'x'],
    'expected one of q1, q2, q3, q4',
  ],
  [['--student', 'dan', '--question', 'q4', '--score', '3', '--reason', 'x'], 'expected 0 to 2, got "3"'],
  [['--student', 'dan', '--question', 'q4', '--score', '1'], '--reason: say why'],
])('override %j is an error', async (options, message) => {
  const { code, output } = await unstuck('override', out, ...options);
  expect([code, output]).toEqual([2, expect.stringContaining(message)]);
});

test('late work loses what the rule says', async () => {
  const due = '2026-01-10T12:00:00Z';
  const hours = (n: number) => new Date(Date.parse(due) + n * 3_600_000);
  for (const [name, at] of [
    ['ana', hours(-1)],
    ['cem/homework', hours(25)],
    ['eva', hours(0.1)],
  ] as const)
    utimesSync(join(handedIn, `${name}.ipynb`), at, at);
  const rule = { due: { [LESSON]: due }, graceMinutes: 10, percentPerDay: 10, mostPercent: 50 };
  writeFiles(folder, { 'late/unstuck.config.json': JSON.stringify({ late: rule }) });
  const late = join(folder, 'late');
  await unstuck('batch', handedIn, '--out', late, '--only', 'ana', 'cem', 'eva');
  const { ana, cem, eva } = submissions(late);
  expect([ana, cem, eva].map((one) => [one!.late, one!.score, one!.finalScore])).toEqual([
    [false, 2, 2],
    [true, 2, 1.6],
    [false, 2, 2],
  ]);
  expect(cem!.penalty).toMatchObject({ percent: 20, because: expect.stringContaining('25 h late') });
});

test('a rule that is none is named', async () => {
  writeFiles(folder, { 'wrong/unstuck.config.yaml': 'late: { percentPerDay: 200 }' });
  const { code, output } = await unstuck('batch', handedIn, '--out', join(folder, 'wrong'));
  expect([code, output]).toEqual([2, expect.stringMatching(/percentPerDay/)]);
});

test('a submission that went is named and keeps its verdict; so does a folder', async () => {
  rmSync(join(handedIn, 'cem'), { recursive: true });
  const gone = await batch();
  expect(gone).toMatchObject({
    code: 0,
    output: expect.stringContaining('cem/homework.ipynb is not in the folder'),
  });
  expect(submissions().cem!.finalScore).toBe(2);
  rmSync(handedIn, { recursive: true });
  expect((await batch()).output).toContain('what was taken in before is graded');
});

test('what only a person can settle is named, and the exit code is 1', async () => {
  const other = { ...quick('other'), metadata: { unstuck: { lesson: '77-of-another-course' } } };
  writeFiles(folder, { 'unsure/other.ipynb': other, 'unsure/ana.ipynb': quick('ana') });
  const { code, output } = await unstuck(
    'batch',
    join(folder, 'unsure'),
    '--out',
    join(folder, 'unsure-out'),
  );
  expect([code, output]).toEqual([
    1,
    expect.stringMatching(/A person must look at:\s+other.*77-of-another-course/),
  ]);
  expect(output).toContain('1 of 2 submissions have a verdict');
});

test('two batches do not write to one folder', async () => {
  const release = lockResults(out);
  const { code, output } = await batch();
  release();
  expect([code, output]).toEqual([2, expect.stringContaining('another batch is writing there')]);
});

test('no folder at all is an error', async () => {
  const { code, output } = await unstuck('batch', join(folder, 'none'), '--out', join(folder, 'new'));
  expect([code, output]).toEqual([2, expect.stringContaining('cannot be read (ENOENT)')]);
});

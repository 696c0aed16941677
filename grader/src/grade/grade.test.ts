import { readFileSync } from 'node:fs';
import { findLesson } from '../lessons';
import type { GradeReport } from '.';
import { answerTo, gradeFiles, submission } from './submission.fixture';

const LESSON = '01-unnormalized-input';
const reference = submission(LESSON);

function verdicts(report: GradeReport, file: string): Record<string, string> {
  const result = report.results.find(({ submission }) => submission === file)!;
  return Object.fromEntries(result.questions.map(({ id, status, reason }) => [id, `${status} ${reason}`]));
}

const allPass = { q1: 'pass pass', q2: 'pass pass', q3: 'pass pass', q4: 'pass pass' };

test('the reference answer gets full marks and exit code 0', () => {
  const { code, report } = gradeFiles({ 'a.ipynb': reference });
  expect(verdicts(report, 'a.ipynb')).toEqual(allPass);
  expect(report).toMatchObject({ schema: 1, results: [{ lesson: LESSON, score: 10, maxScore: 10 }] });
  expect(code).toBe(0);
});

test('the untouched starter fails each question with its reason, and exit code 1', () => {
  const { code, report } = gradeFiles({ 'a.ipynb': readFileSync(findLesson(LESSON).notebook, 'utf8') });
  expect(verdicts(report, 'a.ipynb')).toEqual({
    q1: 'fail not-attempted',
    q2: 'fail no-convergence',
    q3: 'fail not-attempted',
    q4: 'fail not-attempted',
  });
  expect(report.results[0]!.score).toBe(0);
  expect(report.results[0]!.questions[1]!.message).toMatch(/inputs run from 0 to 255/);
  expect(code).toBe(1);
});

describe('hostile and broken submissions, graded in one run', () => {
  const endless = answerTo('q2', reference).replace(/x\.div\(255\)/, 'x.div(0)');
  const patched = `
    (globalThis as any).expect = () => new Proxy({}, { get: () => () => {} });
    (globalThis as any).test = () => {};
    Object.is = () => true;
    Array.prototype.every = () => true;
    function clippedGradient() { return 1; }`;
  const untrained = submission(LESSON, { q2: null });
  const files = {
    'broken.ipynb': submission(LESSON, { q1: 'function clippedGradient( {', q2: 'while (true) {}' }),
    'exits.ipynb': submission(LESSON, { q1: 'process.exit(0)', q2: 'process.exit(0)', q3: null, q4: '' }),
    'patched.ipynb': submission(LESSON, { q1: patched, q2: endless }),
    'right.ipynb': untrained,
    'not-a-notebook-01-unnormalized-input.ipynb': '{"cells": [',
    'other-course.ipynb': { ...untrained, metadata: {} },
  };
  const { code, report } = gradeFiles(files);

  test.each([
    ['broken.ipynb', { ...allPass, q1: 'error syntax-error', q2: 'timeout infinite-loop' }],
    [
      'exits.ipynb',
      {
        q1: 'error exited-early',
        q2: 'error exited-early',
        q3: 'fail missing-answer',
        q4: 'fail missing-answer',
      },
    ],
    ['patched.ipynb', { ...allPass, q1: 'fail wrong-value', q2: 'fail non-finite-input' }],
    ['right.ipynb', { ...allPass, q2: 'fail missing-answer' }],
    [
      'not-a-notebook-01-unnormalized-input.ipynb',
      { q1: 'error not-json', q2: 'error not-json', q3: 'error not-json', q4: 'error not-json' },
    ],
  ])('%s', (file, expected) => {
    expect(verdicts(report, file)).toEqual(expected);
  });

  test('a notebook that no lesson claims is named, and the exit code is 2', () => {
    const result = report.results.find(({ submission }) => submission === 'other-course.ipynb')!;
    expect(result.error).toMatchObject({ reason: 'unknown-lesson' });
    expect(code).toBe(2);
  });

  test('no message shows a path of this machine', () => {
    const messages = report.results
      .flatMap(({ questions }) => questions.map(({ message }) => message))
      .join('\n');
    expect(messages).not.toContain(process.cwd());
    expect(messages).not.toMatch(/node_modules|dist\/sandbox/);
  });
});

test('--lesson grades a notebook that does not say which lesson it is', () => {
  const unnamed = { ...submission(LESSON, { q2: null }), metadata: {} };
  const { code, report } = gradeFiles({ 'a.ipynb': unnamed }, '--lesson', LESSON);
  expect(report.results[0]).toMatchObject({ lesson: LESSON, score: 6 });
  expect(code).toBe(1);
});

test('the same --seed gives the same report', () => {
  const file = {
    'a.ipynb': submission(LESSON, { q2: answerTo('q2', reference).replace(/x\.div\(255\)/, 'x') }),
  };
  const first = gradeFiles(file, '--seed', '5').report;
  expect(first.results[0]!.questions[1]).toMatchObject({ reason: 'no-convergence', evidence: { seed: 5 } });
  expect(gradeFiles(file, '--seed', '5').report).toEqual(first);
});

test.each([
  [['--lesson', 'nope'], 'one of: 01-unnormalized-input'],
  [['--seed', 'x'], '--seed: expected a whole number >= 0, got "x"'],
])('%p is an error with exit code 2', (options, message) => {
  const { code, report, stderr } = gradeFiles({ 'a.ipynb': reference }, ...options);
  expect(code).toBe(2);
  expect(stderr + JSON.stringify(report)).toContain(message);
});

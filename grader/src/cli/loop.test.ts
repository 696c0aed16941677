import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../lessons';
import { emptyWorkplace, progressIn } from '../progress/workplace.fixture';

const LESSON = '01-unnormalized-input';
const folder = emptyWorkplace();
const program = join(root, 'grader/bin/unstuck.js');

function unstuck(...words: string[]) {
  const run = spawnSync(process.execPath, [program, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

test('without a terminal there are plain lines, and nothing is said by colour alone', () => {
  const { code, out } = unstuck();
  expect(code).toBe(0);
  expect(out).not.toContain('\u001b');
  expect(out).toMatch(/01 unnormalized-input +0\/10 +open/);
});

test('colours come where they are asked for, with the same words', () => {
  const painted = spawnSync(process.execPath, [program], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1', NO_COLOR: undefined },
  }).stdout;
  expect(painted).toContain('\u001b[');
  expect(stripVTControlCharacters(painted)).toBe(unstuck().out);
});

test('hints are a ladder: each one is asked for, and counted', () => {
  const first = unstuck('hint', 'q1', '01').out;
  expect(first).toContain('Hint 1 of 3');
  expect(first).not.toContain('Hint 2');
  expect(unstuck('hint', '01', 'q1').out).toContain('Hint 2 of 3');
  expect(unstuck('hint', '01', 'q1').out).toContain('That is the last hint');
  expect(unstuck('hint', '01', 'q1').out).toContain('There are no more hints');
  expect(progressIn(folder).lessons[LESSON].q1).toEqual({ hints: 3 });
});

test.each([
  [['wacth'], 'Did you mean watch?'],
  [['grade'], 'How it is used: npx unstuck help'],
  [['watch', 'unormalised-input'], 'Did you mean 01-unnormalized-input?'],
  [['check', '01'], 'unstuck check 01 q2'],
  [['reset'], 'unstuck reset 01 q2'],
  [['next', '01', '03'], '"03" is one too many'],
])('%j says what was meant', (words, message) => {
  const { code, err } = unstuck(...words);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test("check grades one answer in lines, or as events; grading one's own notebook keeps progress, another's does not", () => {
  unstuck('reset', '01');
  const source = join(folder, 'q4.ts');
  writeFileSync(source, "const lossOfLogit = 'log(1 + exp(z)) - y * z';");
  const { code, out } = unstuck('check', '01', 'q4', '--source', source, '--events');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ type: 'verdict', status: 'pass', counted: 0 });
  expect(unstuck('check', '01', 'q3').code).toBe(1);
  const { lessons } = JSON.parse(unstuck('progress', '01', '--json').out);
  expect(lessons[0].questions.map(({ points }: { points: number }) => points)).toEqual([0, 0, 0, 2]);
});

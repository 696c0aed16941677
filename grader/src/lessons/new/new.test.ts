import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { joinLines, parseMaster, studentNotebook } from '../../notebook';
import { root as checkout } from '..';
import { checkLessons } from '../check';
import { newLesson } from '.';

let root: string;

/** A course without a lesson. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'unstuck-new-'));
  for (const folder of ['solutions', 'notebooks', 'grader/specs'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['course.md', 'solutions/tsconfig.json']) cpSync(join(checkout, file), join(root, file));
});
afterEach(() => rmSync(root, { recursive: true }));

test('what a new lesson lacks is only what nobody but its author can write', () => {
  const written = newLesson(root, '13-mixed-precision');
  expect(written.every((file) => existsSync(join(root, file)))).toBe(true);
  expect(checkLessons(root)).toEqual([
    'notebooks/13-mixed-precision.ipynb is missing; run: npx unstuck dev sync',
    'solutions/claims/13-mixed-precision.ts is missing; write it',
    'solutions/claims/13-mixed-precision.json is missing; run: npx unstuck dev claim 13-mixed-precision',
    'course.md has no link to notebooks/13-mixed-precision.ipynb; add it to the table of lessons',
    'course.md has no section for 13-mixed-precision; add "### 13. Title"',
    'grader/specs/13-mixed-precision/questions.json has 1 questions of 1 kinds; a lesson needs three to six, of at least three kinds',
  ]);
});

test('its notebook asks the question and does not hold the answer', () => {
  newLesson(root, '13-mixed-precision');
  const text = readFileSync(join(root, 'solutions/13-mixed-precision.ts'), 'utf8');
  const { cells } = studentNotebook(parseMaster(text, '13-mixed-precision'));
  const asked = cells.find(({ id }) => id === 'q1')!;
  expect(joinLines(asked.source)).toMatch(
    /function initialLoss\(classes: number\).*\n.*TODO q1: return the loss/,
  );
  expect(JSON.stringify(cells)).not.toContain('Math.log');
});

test.each([
  ['13_mixed', 'expected two digits and small words'],
  ['../13-mixed', 'expected two digits and small words'],
  ['13-Mixed', 'expected two digits and small words'],
])('%s is no name of a lesson', (slug, message) => {
  expect(() => newLesson(root, slug)).toThrow(message);
  expect(readdirSync(join(root, 'grader/specs'))).toEqual([]);
});

test.each(['13-other', '14-mixed-precision'])('%s is taken, and nothing is written', (slug) => {
  newLesson(root, '13-mixed-precision');
  expect(() => newLesson(root, slug)).toThrow('the number or the name of 13-mixed-precision');
  expect(readdirSync(join(root, 'grader/specs'))).toEqual(['13-mixed-precision']);
});

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root as checkout } from '..';
import { checkLessons } from '.';

const SLUG = '01-unnormalized-input';
const SPEC = `grader/specs/${SLUG}`;
let root: string;

/** The course with lesson 1 alone. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'unstuck-check-'));
  const claims = readdirSync(join(checkout, 'solutions/claims')).filter((name) => /^(01-|keras)/.test(name));
  const parts = [
    'course.md',
    'solutions/tsconfig.json',
    `solutions/${SLUG}.ts`,
    ...claims.map((name) => `solutions/claims/${name}`),
    `notebooks/${SLUG}.ipynb`,
    SPEC,
  ];
  for (const part of parts) cpSync(join(checkout, part), join(root, part), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function replace(file: string, found: string | RegExp, by: string): void {
  const text = readFileSync(join(root, file), 'utf8');
  expect(text).toMatch(found);
  write(file, text.replace(found, by));
}

test('lesson 1 is complete', () => {
  expect(checkLessons(root)).toEqual([]);
});

test.each([
  [`solutions/${SLUG}.ts`, 'is missing; write it'],
  [`notebooks/${SLUG}.ipynb`, 'is missing; run: npx unstuck dev sync'],
  [`${SPEC}/spec.test.ts`, 'is missing; write it'],
  [`${SPEC}/questions.json`, 'is missing; write it'],
  [`solutions/claims/${SLUG}.json`, `is missing; run: npx unstuck dev claim ${SLUG}`],
])('%s %s', (file, message) => {
  rmSync(join(root, file));
  expect(checkLessons(root)).toContainEqual(expect.stringContaining(`${file} ${message}`));
});

test('a lesson that has only begun is named with all that it lacks', () => {
  write('solutions/13-new.ts', '// %% [markdown]\n// # New\n');
  expect(checkLessons(root)).toEqual([
    'notebooks/13-new.ipynb is missing; run: npx unstuck dev sync',
    'grader/specs/13-new/questions.json is missing; write it',
    'grader/specs/13-new/spec.test.ts is missing; write it',
    'solutions/claims/13-new.ts is missing; write it',
    'solutions/claims/13-new.json is missing; run: npx unstuck dev claim 13-new',
    'course.md has no link to notebooks/13-new.ipynb; add it to the table of lessons',
    'course.md has no section for 13-new; add "### 13. Title"',
  ]);
});

test.each([
  ['no third hint', /("hints": \[[^\]]*?),\s*"[^"]*"\s*\]/, '$1]', 'hints'],
  ['an empty hint', /("hints": \[\s*)"(\\.|[^"\\])*"/, '$1""', 'hints'],
  ['a heading that is none', '"read": "The fix"', '"read": "The mend"', 'no heading of solutions'],
  ['a question without a test', '"q4": {', '"q5": {', "has no question('q5', …); write it"],
  ['a test without a question', '"q4": {', '"q5": {', "has question('q4', …), which questions.json does not"],
  ['too few kinds', /"kind": "(function|formula)"/g, '"kind": "diagnosis"', '4 questions of 2 kinds'],
  ['a question without a cell', '"q4": {', '"q5": {', 'has no cell // %% question=q5'],
])('%s', (_what, found, by, message) => {
  replace(`${SPEC}/questions.json`, found, by);
  expect(checkLessons(root)).toContainEqual(expect.stringContaining(message));
});

test.each([
  'solutions/notes.md',
  'solutions/claims/01-other.ts',
  'solutions/claims/01-other.json',
  'grader/specs/readme.md',
  'grader/specs/draft/spec.test.ts',
  `${SPEC}/calibrate.ts`,
  `${SPEC}/answers/q1/almost-right.ts`,
  `${SPEC}/answers/q9/right-answer.ts`,
  `${SPEC}/grey/q1/sometimes.ts`,
])('%s belongs to no lesson', (file) => {
  write(file, '');
  expect(checkLessons(root)).toEqual([`${file} belongs to no lesson; rename it or take it away`]);
});

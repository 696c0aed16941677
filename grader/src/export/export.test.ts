import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { writeOutputs } from '.';
import { gradebook, HOSTILE, LESSON, question, submission } from './gradebook.fixture';
import { resultsSchema } from './gradescope';

const ids = ['q1', 'q2', 'q3', 'q4'];
const wrong = question('q2', {
  status: 'fail',
  reason: 'no-convergence',
  message: 'accuracy: 0.5, expected at least 0.9.',
});
const byPerson = question('q4', {
  status: 'inconclusive',
  reason: 'grader-error',
  score: 2,
  override: { score: 2, reason: 'written with log1p', at: '2026-03-02T10:00:00Z' },
});
const ada = submission('Ada', {
  platform: 'canvas',
  student: { id: '4711', name: 'Ada' },
  questions: [question('q1'), wrong, question('q3'), byPerson],
  penalty: { percent: 10, points: 0.6, because: '26 h late' },
  finalScore: 5.4,
});
const moodle = submission('Grace', { platform: 'moodle', student: { id: '12345', name: 'Grace' } });
const hostile = submission(HOSTILE, {
  id: 'hostile-1',
  student: { id: `=${HOSTILE}`, name: HOSTILE },
  questions: ids.map((id) =>
    question(id, { status: 'error', reason: 'threw', message: HOSTILE, source: HOSTILE }),
  ),
});
const unknown = submission('Emmy', {
  lesson: null,
  state: 'unsure',
  questions: [],
  maxScore: 0,
  problem: { reason: 'unknown-lesson', message: 'No lesson is named.' },
});
const older = submission('Ada', { id: 'Ada-0', counts: false, attempts: 2 });

/** What of the hostile name no table holds. */
const UNFIT = ['\u0000', '\u001b', '\u202E', '\uD800'];

let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'unstuck-outputs-'));
  writeOutputs(out, gradebook(older, ada, moodle, hostile, unknown));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

const text = (file: string) => readFileSync(join(out, file), 'utf8');
const table = (file: string) => Papa.parse<string[]>(text(file), { skipEmptyLines: true }).data;
const rows = (file: string) => Papa.parse<Record<string, string>>(text(file), { header: true }).data;

test('every submission has results and feedback, and nothing half-written is left', () => {
  const all = ['Ada-0', 'Ada-1', 'Emmy-1', 'Grace-1', 'hostile-1'];
  expect(readdirSync(join(out, 'results')).sort()).toEqual(all.map((id) => `${id}.json`));
  expect(readdirSync(join(out, 'feedback')).sort()).toEqual(all.map((id) => `${id}.html`));
  expect(readdirSync(out).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('the gradebook has a row for each submission that counts', () => {
  const [first, ...others] = rows('gradebook.csv');
  expect(first).toMatchObject({
    student: '4711',
    score: '6',
    penalty: '0.6',
    final_score: '5.4',
    max_score: '10',
  });
  expect(first).toMatchObject({ q1_reason: 'pass', q2: '0', q2_reason: 'no-convergence' });
  expect(first).toMatchObject({ q4: '2', q4_reason: 'override: written with log1p' });
  expect(others.map(({ state }) => state).filter(Boolean)).toEqual(['graded', 'graded', 'unsure']);
});

test('no cell of a table is a formula, and a name comes back as it was but for what no table holds', () => {
  const row = rows('gradebook.csv')[2]!;
  expect(row.student).toMatch(/^'=/);
  expect(row.name).toBe([...HOSTILE].map((one) => (UNFIT.includes(one) ? '\uFFFD' : one)).join(''));
});

test('Canvas finds the row of points, the assignment, and students by its own number', () => {
  const [header, possible, first, second] = table(`canvas-${LESSON}.csv`);
  expect(header).toEqual(['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', LESSON]);
  expect(possible).toEqual(['    Points Possible', '', '', '', '', '10']);
  expect(first).toEqual(['Ada', '4711', '', '', '', '5.4']);
  expect(second).toEqual(['Grace', '', '', '12345', '', '10']);
});

test('Moodle finds the columns it needs, and participants by their number', () => {
  const grace = rows(`moodle-${LESSON}.csv`)[1]!;
  expect(grace).toMatchObject({ Identifier: 'Participant 12345', Grade: '10', 'Last modified (grade)': '' });
  expect(grace['Feedback comments']).toContain(
    '<p>q1 The gradient that reaches the logit: 2 of 2. Passed.</p>',
  );
  expect(rows(`moodle-${LESSON}.csv`)[2]!['Feedback comments']).not.toMatch(/<(?!\/?p>)/);
});

test('a submission that a person must look at gets no grade on a platform', () => {
  for (const file of [`canvas-${LESSON}.csv`, `moodle-${LESSON}.csv`])
    expect(text(file)).not.toContain('Emmy');
});

test('results are in the format of Gradescope, with the penalty in the score', () => {
  const all = readdirSync(join(out, 'results')).map((file) => JSON.parse(text(`results/${file}`)));
  for (const results of all) expect(resultsSchema.parse(results)).toEqual(results);
  const { score, output, tests } = JSON.parse(text('results/Ada-1.json'));
  expect(score).toBe(5.4);
  expect(output).toContain('26 h late');
  expect(tests[1]).toMatchObject({
    score: 0,
    max_score: 4,
    status: 'failed',
    name: 'q2: Mend the training',
    number: '2',
  });
  expect(tests[1].output).toBe('accuracy: 0.5, expected at least 0.9.\nRead again: "The fix"');
  expect(tests[3]).toMatchObject({ score: 2, status: 'passed' });
});

test('JUnit XML is read by another parser, and counts what failed', () => {
  const program = `
import sys, json, xml.etree.ElementTree as tree
suites = tree.parse(sys.argv[1]).getroot().findall('testsuite')
print(json.dumps([[s.get('tests'), s.get('failures'), s.get('errors'), len(s.findall('testcase')),
  [c.get('type') for c in s.findall('testcase/*')]] for s in suites]))`;
  const { stdout } = spawnSync('python3', ['-c', program, join(out, 'junit.xml')], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual([
    ['4', '1', '0', 4, ['no-convergence']],
    ['4', '0', '0', 4, []],
    ['4', '0', '4', 4, ['threw', 'threw', 'threw', 'threw']],
    ['1', '0', '1', 1, ['unknown-lesson']],
  ]);
});

test('written again, a file that would be the same is left alone', () => {
  const before = statSync(join(out, 'gradebook.csv'));
  writeOutputs(out, gradebook(older, ada, moodle, hostile, unknown));
  expect(statSync(join(out, 'gradebook.csv')).ino).toBe(before.ino);
});

test('a file that cannot be written is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-outputs-'));
  mkdirSync(join(folder, 'junit.xml', 'taken'), { recursive: true });
  expect(() => writeOutputs(folder, gradebook(moodle))).toThrow(/junit\.xml cannot be written/);
  expect(existsSync(join(folder, 'gradebook.csv'))).toBe(true);
  rmSync(folder, { recursive: true });
});

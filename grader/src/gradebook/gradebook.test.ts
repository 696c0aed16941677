import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { temporaryFolder } from '../batch/class.fixture';
import { Gradebook, type HandedIn, openGradebook, type SubmissionRecord, safeName } from '.';

const lessons = new Map([
  ['01-one', { q1: question(3), q2: question(2) }],
  ['02-two', { q1: question(1) }],
]);

function question(points: number) {
  return {
    title: 'A question',
    kind: 'function' as const,
    points,
    read: 'There',
    hints: ['a', 'b', 'c'] as never,
  };
}

function handed(location: string, more: Partial<HandedIn> = {}): HandedIn {
  const id = location.split(/[./]/)[0]!;
  return {
    name: id,
    location,
    content: 'content',
    student: { id, name: id },
    platform: 'folder',
    lesson: '01-one',
    receivedAt: null,
    late: false,
    order: 0,
    answers: [{ question: 'q1', source: `${location} q1` }],
    ...more,
  };
}

const folders = Array.from({ length: 7 }, temporaryFolder);
const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function gradebookOf(out: string, ...all: HandedIn[]): Promise<Gradebook> {
  const gradebook = new Gradebook(out);
  open.push(gradebook);
  await gradebook.takeIn(async (register) => {
    for (const one of all) if (!register.knows(one.location, one.content)) register.add(one);
  }, lessons);
  gradebook.plan(({ lesson, question, source }) => `${lesson} ${question} ${source}`);
  return gradebook;
}

function read(out: string): Record<string, SubmissionRecord> {
  const reader = openGradebook(out);
  open.push(reader);
  return Object.fromEntries([...reader.submissions()].map((one) => [one.id, one]));
}

test('the newest counts: by the platform’s numbering, then by time; all are kept', async () => {
  const out = folders[0]!;
  const at = (hour: number) => `2026-01-01T0${hour}:00:00.000Z`;
  const ana = { student: { id: '7', name: 'Ana' } };
  const gradebook = await gradebookOf(
    out,
    handed('a.ipynb', { ...ana, receivedAt: at(1) }),
    handed('b.ipynb', { ...ana, receivedAt: at(3) }),
    handed('c.ipynb', { ...ana, receivedAt: at(2) }),
    handed('d.ipynb', { ...ana, lesson: '02-two', receivedAt: at(1) }),
    handed('e.ipynb', { student: { id: '8', name: 'Ben' }, order: 9, receivedAt: at(1) }),
    handed('f.ipynb', { student: { id: '8', name: 'Ben' }, order: 8, receivedAt: at(2) }),
  );
  const places = Object.values(read(out)).map(({ id, attempt, attempts, counts }) => [
    id,
    attempt,
    attempts,
    counts,
  ]);
  expect(places).toEqual([
    ['a', 1, 3, false],
    ['c', 2, 3, false],
    ['b', 3, 3, true],
    ['d', 1, 1, true],
    ['f', 1, 2, false],
    ['e', 2, 2, true],
  ]);
  const chosen = (...only: string[]) => [...gradebook.selected({ only })].sort().join('');
  expect([chosen('c'), chosen('8'), chosen('Ana'), chosen('02-two'), chosen('Zoe')]).toEqual([
    'c',
    'ef',
    'abcd',
    'd',
    '',
  ]);
});

test('what holds no answer never counts in the place of what does, however new it is', async () => {
  const out = folders[6]!;
  const ana = { student: { id: '7', name: 'Ana' } };
  const none = { ...ana, answers: [], lesson: null };
  const problem = { kind: 'rejected' as const, reason: 'no-notebook', message: 'holds no notebook' };
  await gradebookOf(
    out,
    handed('answer.ipynb', ana),
    handed('data.zip', { ...none, problem, order: 2 }),
    handed('scratch.ipynb', { ...none, order: 3 }),
    handed('ben.zip', { ...none, student: { id: '8', name: 'Ben' }, problem }),
  );
  const counting = Object.values(read(out)).flatMap(({ id, counts }) => (counts ? [id] : []));
  expect(counting).toEqual(['answer', 'ben']);
});

test('states, scores, and what is missing', async () => {
  const out = folders[1]!;
  const rejected = { kind: 'rejected' as const, reason: 'not-json', message: 'is not JSON' };
  const unsure = { kind: 'unsure' as const, reason: 'unreadable', message: 'cannot be read' };
  const gradebook = await gradebookOf(
    out,
    handed('pass.ipynb'),
    handed('later.ipynb'),
    handed('unsure.ipynb'),
    handed('broken.ipynb', { answers: [], problem: rejected }),
    handed('gone.ipynb', { answers: [], lesson: null, problem: unsure }),
    handed('other.ipynb', { lesson: '09-nowhere' }),
  );
  const verdict = { message: '', evidence: { loss: [1, 2] }, seconds: 2 };
  gradebook.record({ key: '01-one q1 pass.ipynb q1', status: 'pass', reason: 'pass', ...verdict });
  gradebook.record({
    key: '01-one q1 unsure.ipynb q1',
    status: 'inconclusive',
    reason: 'between',
    ...verdict,
  });
  const all = read(out);
  expect(Object.values(all).map(({ id, state, score, maxScore }) => [id, state, score, maxScore])).toEqual([
    ['broken', 'graded', 0, 5],
    ['gone', 'unsure', 0, 0],
    ['later', 'waiting', 0, 5],
    ['other', 'unsure', 0, 0],
    ['pass', 'graded', 3, 5],
    ['unsure', 'unsure', 0, 5],
  ]);
  expect(all.pass!.questions).toMatchObject([
    { id: 'q1', status: 'pass', score: 3, evidence: { loss: [1, 2] }, source: 'pass.ipynb q1', seconds: 2 },
    { id: 'q2', status: 'fail', reason: 'missing-answer', score: 0, source: null },
  ]);
  expect(all.broken!.questions).toMatchObject([{ reason: 'not-json' }, { reason: 'not-json' }]);
  expect(all.other!.problem).toMatchObject({
    reason: 'unknown-lesson',
    message: expect.stringContaining('09-nowhere'),
  });
});

test('what could not be read is looked at again, under the same id', async () => {
  const out = folders[2]!;
  const problem = { kind: 'unsure' as const, reason: 'unreadable', message: 'cannot be read' };
  const first = await gradebookOf(
    out,
    handed('ana.ipynb', { content: 'p', answers: [], lesson: null, problem }),
  );
  first.close();
  open.pop();
  await gradebookOf(out, handed('ana.ipynb'));
  expect(Object.keys(read(out))).toEqual(['ana']);
  expect(read(out).ana).toMatchObject({ state: 'waiting', attempts: 1 });
});

test('an edited spec leaves the verdicts of other lessons as they are', async () => {
  const other = { lesson: '02-two', answers: [{ question: 'q1', source: 'same' }] };
  const one = { answers: [{ question: 'q1', source: 'same' }] };
  const gradebook = await gradebookOf(folders[5]!, handed('ana.ipynb', one), handed('ben.ipynb', other));
  expect(gradebook.waiting({})).toEqual(['01-one q1 same', '02-two q1 same']);
  for (const key of gradebook.waiting({}))
    gradebook.record({ key, status: 'pass', reason: 'pass', message: '', evidence: {}, seconds: 1 });
  expect(gradebook.waiting({})).toEqual([]);
  gradebook.plan(({ lesson, question, source }) =>
    lesson === '02-two' ? 'edited' : `${lesson} ${question} ${source}`,
  );
  expect(gradebook.waiting({})).toEqual(['edited']);
  expect(read(folders[5]!)).toMatchObject({ ana: { state: 'graded' }, ben: { state: 'waiting' } });
});

test('a failed intake leaves nothing behind', async () => {
  const gradebook = await gradebookOf(folders[3]!);
  const failing = gradebook.takeIn(async (register) => {
    register.add(handed('ana.ipynb'));
    throw new Error('the folder went');
  }, lessons);
  await expect(failing).rejects.toThrow('the folder went');
  expect(read(folders[3]!)).toEqual({});
});

test('a gradebook of another version, or a file that is none, is named', () => {
  const out = folders[4]!;
  expect(() => openGradebook(out)).toThrow(/holds no gradebook.sqlite; `unstuck batch` makes one/);
  const file = new Libsql(join(out, 'gradebook.sqlite'));
  file.exec('pragma user_version = 99');
  file.close();
  expect(() => openGradebook(out)).toThrow('schema version 99; this version of the course reads version 1');
  expect(() => new Gradebook(out)).toThrow('schema version 99');
  writeFileSync(
    join(out, 'gradebook.sqlite'),
    'I am no database, and long enough to be seen as none. '.repeat(50),
  );
  expect(() => openGradebook(out)).toThrow(/not a database/);
});

test.each([
  ['Ana Díaz_301_assignsubmission_file_', 'Ana-Díaz_301_assignsubmission_file_'],
  ['../../etc/passwd', 'etc-passwd'],
  ['张伟', '张伟'],
  ['<script>', 'script'],
  ['...', 'submission'],
  ['a'.repeat(300), 'a'.repeat(100)],
])('%s is safe as %s', (name, safe) => {
  expect(safeName(name)).toBe(safe);
});

import { Gradebook, openGradebook } from '../gradebook';
import { findLesson } from '../lessons';
import { LESSON, temporaryFolder } from './class.fixture';
import { judgeAll } from './judge-all';
import { graderError, type Judging } from './judging';

/** Judges at once, with evidence of about 10 kB. */
const judging: Judging = {
  atOnce: 2,
  goesOn: false,
  judge: async () => ({
    status: 'pass',
    reason: 'pass',
    message: '',
    evidence: { loss: '0'.repeat(10_000) },
    seconds: 1,
  }),
  close: async () => {},
};

const out = temporaryFolder();

async function classOf(students: number): Promise<Gradebook> {
  const gradebook = new Gradebook(out);
  const student = (i: number) => ({ id: `student-${i}`, name: `student-${i}` });
  await gradebook.takeIn(
    async (register) => {
      for (let i = 0; i < students; i++)
        register.add({
          name: `student-${i}`,
          location: `student-${i}.ipynb`,
          content: `${i}`,
          student: student(i),
          platform: 'folder',
          lesson: LESSON,
          receivedAt: null,
          late: false,
          order: 0,
          answers: [{ question: 'q4', source: `${i}` }],
        });
    },
    new Map([[LESSON, findLesson(LESSON).questions]]),
  );
  gradebook.plan(({ source }) => source);
  return gradebook;
}

/** As a full disk: SQLite may take no more pages. */
function limitPages(gradebook: Gradebook, pages: number): void {
  (gradebook as unknown as { database: { exec(statement: string): void } }).database.exec(
    `pragma max_page_count = ${pages}`,
  );
}

let gradebook: Gradebook;
beforeAll(async () => {
  gradebook = await classOf(50);
});
afterAll(() => gradebook.close());

test('a full disk is named, everything is still judged, and the next run writes the rest', async () => {
  limitPages(gradebook, 60);
  const fingerprints = new Map([[LESSON, 'f']]);
  const first = await judgeAll(gradebook.waiting({}), judging, gradebook, fingerprints, {});
  expect(first.judged).toBe(50);
  expect(first.missing).toEqual([expect.stringMatching(/^\d+ verdicts could not be written \(.*full/)]);
  const left = gradebook.waiting({});
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(50);
  limitPages(gradebook, 10_000);
  const second = await judgeAll(left, judging, gradebook, fingerprints, {});
  expect(second).toEqual({ judged: left.length, missing: [] });
  const reader = openGradebook(out);
  const states = [...reader.submissions()].map(({ questions }) => questions[3]!.status);
  reader.close();
  expect(states).toEqual(Array(50).fill('pass'));
});

test('an interrupted batch begins no other answer, and keeps the verdicts of those at work', async () => {
  const interrupt = new AbortController();
  const slow: Judging = {
    ...judging,
    judge: async (assignment) => {
      const verdict = await judging.judge(assignment);
      interrupt.abort();
      return verdict;
    },
  };
  const keys = gradebook.waiting({}, true);
  const { judged } = await judgeAll(keys, slow, gradebook, new Map(), { signal: interrupt.signal });
  expect(judged).toBe(2);
});

test('what the grader itself failed at is told the instructor, never a student', async () => {
  const failing: Judging = {
    ...judging,
    judge: async () => graderError('/somewhere/tasks.ts: no such file'),
  };
  const [key] = gradebook.waiting({}, true);
  const { missing } = await judgeAll([key!], failing, gradebook, new Map(), {});
  expect(missing).toEqual([expect.stringMatching(/^1 answers could not be judged \(.somewhere/)]);
  const reader = openGradebook(out);
  const told = JSON.stringify([...reader.submissions()]);
  reader.close();
  expect(told).toContain('grader-error');
  expect(told).not.toContain('/somewhere');
});

test('what the grader itself failed at is judged again', async () => {
  const [key] = gradebook.waiting({}, true);
  const verdict = { key: key!, status: 'inconclusive' as const, message: '', evidence: {}, seconds: 0 };
  gradebook.record({ ...verdict, reason: 'grader-error' });
  expect(gradebook.waiting({})).toEqual([key]);
  gradebook.record({ ...verdict, reason: 'between-the-bounds' });
  expect(gradebook.waiting({})).toEqual([]);
});

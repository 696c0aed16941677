import { readdirSync, readFileSync } from 'node:fs';
import { Pool } from '@unstuck/grader/batch';
import { LESSON } from './class.fixture';
import { coresEach } from './pool';

const answer = (source: string) => ({
  key: source,
  lesson: LESSON,
  question: 'q4',
  source,
  seed: 1,
  fingerprint: '',
});
const RIGHT = "const lossOfLogit = 'log(1 + exp(z)) - y * z';";

/** The processes that this one has started and that judge. */
function judges(): number[] {
  const threads = readdirSync('/proc/self/task').map((id) => `/proc/self/task/${id}/children`);
  const children = threads.flatMap((file) => readFileSync(file, 'utf8').trim().split(' ').filter(Boolean));
  return children.map(Number).filter((pid) => commandOf(pid).includes('judge-process'));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // It has ended.
  }
}

test('answers are judged side by side, by processes that stay; one that dies is replaced', async () => {
  const pool = new Pool(2);
  try {
    const first = await Promise.all(
      [RIGHT, 'const lossOfLogit = 1;'].map((source) => pool.judge(answer(source))),
    );
    expect(first.map(({ status, reason }) => [status, reason])).toEqual([
      ['pass', 'pass'],
      ['fail', 'wrong-type'],
    ]);
    const before = judges();
    expect(before).toHaveLength(2);
    const atWork = pool.judge(answer(`${RIGHT} await new Promise((done) => setTimeout(done, 1000));`));
    for (const pid of before) process.kill(pid, 'SIGKILL');
    expect(await atWork).toMatchObject({ status: 'pass' });
    expect(judges().some((pid) => before.includes(pid))).toBe(false);
  } finally {
    await pool.close();
  }
  expect(judges()).toEqual([]);
});

test('a lesson that is not there is the grader’s failure, not the answer’s', async () => {
  const pool = new Pool(1);
  const verdict = await pool.judge({ ...answer('x'), lesson: '99-none' });
  await pool.close();
  expect(verdict).toMatchObject({
    status: 'inconclusive',
    reason: 'grader-error',
    evidence: { error: expect.stringContaining('99-none') },
  });
});

test.each([
  ['the only one at work takes all', 4, 1, 4],
  ['two share', 4, 2, 2],
  ['what does not divide stays idle', 4, 3, 1],
  ['everyone at work', 4, 4, 1],
  ['more answers than processes', 1, 5, 1],
])('cores: %s', (_what, processes, atWork, cores) => expect(coresEach(processes, atWork)).toBe(cores));

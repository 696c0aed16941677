import { ready } from 'unstuck';
import { CASES } from './doctor-cases';
import { ask, QUESTIONS } from './doctor-questions';
import { doctorReport, doctorTable } from './doctor-report';
import { type Judged, judgeQuestion, score, share } from './doctor-score';
import { trainPlan } from './doctor-train';

test('each of the 23 faults has four variants or more, there are 40 healthy runs, and both halves have all', () => {
  const faults = new Set(CASES.flatMap(({ faults }) => faults));
  expect(faults.size).toBe(23);
  for (const fault of faults) {
    const alone = CASES.filter((one) => one.faults.join() === fault);
    expect(alone.length).toBeGreaterThanOrEqual(4);
    expect(new Set(alone.map(({ half }) => half)).size).toBe(2);
  }
  expect(CASES.filter(({ faults }) => faults.length === 0).length).toBeGreaterThanOrEqual(40);
  expect(new Set(CASES.map(({ plan }) => plan.network)).size).toBeGreaterThanOrEqual(6);
  expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
});

test('of public questions at least 25 have a fault that a case has, at least 10 have none', () => {
  const faults = new Set(CASES.flatMap(({ faults }) => faults));
  for (const question of QUESTIONS) for (const fault of question.faults) expect(faults).toContain(fault);
  expect(QUESTIONS.filter(({ faults }) => faults.length > 0).length).toBeGreaterThanOrEqual(25);
  expect(QUESTIONS.filter(({ faults }) => faults.length === 0).length).toBeGreaterThanOrEqual(10);
  expect(new Set(QUESTIONS.map(({ name }) => name)).size).toBe(QUESTIONS.length);
});

test('a question is trained as it is asked, and judged by any of the names that are right', async () => {
  await ready();
  const question = QUESTIONS.find(({ name }) => name.startsWith('labels 1 and 2'))!;
  const { named, faults } = judgeQuestion(question, await ask(question));
  expect(faults).toHaveLength(2);
  expect(faults).toContain(named[0]);
});

test('the table fits 80 columns and tells what was missed', () => {
  const half = CASES.filter(({ half }) => half === 'tune');
  const part = score(half.map(({ name, faults }) => ({ ...judged(faults, ['a', 'b']), name })));
  const cost = [{ name: 'answer-a', share: 0.125, rounds: 5 }];
  const lines = doctorTable(doctorReport({ tune: part, test: part, asked: part }, cost)).split('\n');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines).toContain('  wrong-loss-1-gratings: a, b');
  expect(lines).toContain('answer-a   12.5 %       5');
});

test('a plan trains to the same run again', async () => {
  const { plan } = CASES.find(({ name }) => name.startsWith('healthy-17-levels'))!;
  const [a, b] = [await trainPlan(plan), await trainPlan(plan)];
  expect(a.worth).toBe(b.worth);
  expect(a.run.history).toEqual(b.run.history);
});

const judged = (faults: string[], named: string[], counts = true): Judged => ({
  name: 'x',
  half: 'test',
  faults,
  named,
  confidence: [],
  counts,
  worth: 1,
  twinWorth: 1,
});

test('top-1, top-3 and false alarms count only what shows', () => {
  const { top1, top3, falseAlarms, faults, left } = score([
    judged(['a'], ['a']),
    judged(['a'], ['b', 'a']),
    judged(['a'], ['b'], false),
    judged([], ['b']),
    judged([], []),
  ]);
  expect([top1.share, top3.share, falseAlarms.share]).toEqual([0.5, 1, 0.5]);
  expect(faults.a).toMatchObject({ precision: { count: 2, of: 2 }, recall: { count: 2, of: 2 } });
  expect(left).toEqual(['x']);
});

test("Wilson's interval is that of his formula by hand", () => {
  // 0 of 25: upper end z² / (25 + z²).
  expect(share(0, 25).high).toBeCloseTo(1.96 ** 2 / (25 + 1.96 ** 2), 10);
  expect(share(0, 25).low).toBe(0);
});

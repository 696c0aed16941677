import { CASES } from './doctor-cases';
import { type Judged, score, share } from './doctor-score';
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

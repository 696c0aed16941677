import { isLate, lateSchema, penaltyFor } from './late';

const rule = lateSchema.parse({
  due: '2026-03-01T12:00:00Z',
  graceMinutes: 10,
  percentPerDay: 10,
  mostPercent: 50,
});
const handedIn = (receivedAt: string | null, late = false, platform: 'folder' | 'canvas' = 'folder') => ({
  platform,
  lesson: '01-one',
  receivedAt,
  late,
});

test.each([
  ['in time', handedIn('2026-03-01T11:59:00Z'), undefined],
  ['within the grace', handedIn('2026-03-01T12:10:00Z'), undefined],
  ['an hour', handedIn('2026-03-01T13:00:00Z'), { percent: 10, points: 0.8, because: '1 h late' }],
  ['more than a day', handedIn('2026-03-02T13:00:00Z'), { percent: 20, points: 1.6, because: '25 h late' }],
  ['a month', handedIn('2026-04-01T12:00:00Z'), { percent: 50, points: 4, because: '31 days late' }],
  // Unpacked long after: the platform itself says what was late.
  ['a download of Canvas', handedIn('2026-06-01T12:00:00Z', false, 'canvas'), undefined],
  [
    'marked by Canvas',
    handedIn('2026-06-01T12:00:00Z', true, 'canvas'),
    { percent: 10, because: 'marked late' },
  ],
  ['at an unknown time', handedIn(null), undefined],
])('%s', (_what, one, expected) => {
  const penalty = penaltyFor(one, 8, rule);
  expect(isLate(one, rule)).toBe(expected !== undefined);
  if (!expected) expect(penalty).toBeUndefined();
  else expect(penalty).toMatchObject({ ...expected, because: expect.stringContaining(expected.because) });
});

test('without a rule lateness costs nothing, and the mark of the platform is kept', () => {
  const marked = handedIn('2026-06-01T12:00:00Z', true);
  expect([isLate(marked, undefined), penaltyFor(marked, 8, undefined)]).toEqual([true, undefined]);
});

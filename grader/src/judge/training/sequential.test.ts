import { decide, MOST_ERRORS, MOST_RUNS, sequentially, verdictErrors } from './sequential';

/** What 60 runs without an error say, and 60 with one. */
const CLEAN = { falseFail: 0.0487, falsePass: 0.0487 };
const ONE_ERROR = { falseFail: 0.0767, falsePass: 0.0767 };

/** Judges runs that pass and fail as the letters say. */
async function judged(letters: string, errors = CLEAN, hasFreeCore = () => false) {
  const seeds: number[] = [];
  const trial = async (seed: number) => {
    seeds.push(seed);
    return { pass: letters[seed - 5] === 'p' };
  };
  const { decision, runs } = await sequentially(5, errors, trial, hasFreeCore);
  return { decision, runs: runs.map(({ pass }) => (pass ? 'p' : 'f')).join(''), seeds };
}

test.each([
  ['pp', 'pass'],
  ['ff', 'fail'],
  ['pfpp', 'pass'],
  ['fpff', 'fail'],
  ['pfpfpfpp', 'pass'],
  ['fpfpfpfp', 'inconclusive'],
])('%s: %s', async (letters, decision) => {
  expect(await judged(letters)).toMatchObject({ decision, runs: letters });
});

test('nothing is drawn after the verdict', async () => {
  expect((await judged('ppff')).seeds).toEqual([5, 6]);
});

test('a free core takes the second run beside the first, and changes no verdict', async () => {
  for (const letters of ['pp', 'pfpp', 'fpfpfpfp'])
    expect(await judged(letters, CLEAN, () => true)).toEqual(await judged(letters));
  let inFlight = 0;
  let most = 0;
  await sequentially(
    1,
    CLEAN,
    async () => {
      most = Math.max(most, ++inFlight);
      await new Promise((done) => setTimeout(done, 5));
      inFlight--;
      return { pass: true };
    },
    () => true,
  );
  expect(most).toBe(2);
});

test('what a run throws ends the judging, when the run beside it has ended', async () => {
  let ended = false;
  const trial = async (seed: number) => {
    if (seed === 1) throw new Error('crashed');
    await new Promise((done) => setTimeout(done, 20));
    ended = true;
    return { pass: true };
  };
  await expect(sequentially(1, CLEAN, trial, () => true)).rejects.toThrow('crashed');
  expect(ended).toBe(true);
});

test.each([CLEAN, ONE_ERROR])('at %p a lead of two is a verdict', (errors) => {
  expect(decide(1, 0, errors)).toBeUndefined();
  expect(decide(2, 0, errors)).toBe('pass');
  expect(decide(1, 3, errors)).toBe('fail');
  expect(decide(MOST_RUNS / 2, MOST_RUNS / 2, errors)).toBe('inconclusive');
});

test('a lead of two errs in q² / (p² + q²) of verdicts', () => {
  const q = CLEAN.falsePass;
  const { falseFail, falsePass, inconclusive } = verdictErrors(CLEAN);
  expect(falsePass / (1 - inconclusive)).toBeCloseTo(q ** 2 / (q ** 2 + (1 - q) ** 2), 12);
  expect(falseFail).toBeCloseTo(falsePass, 12);
  expect(inconclusive).toBeCloseTo((2 * q * (1 - q)) ** (MOST_RUNS / 2), 12);
});

test.each([0.001, 0.02, 0.08, 0.2, 0.4])(
  'at bounds of %d and others no verdict errs in more than 1 %',
  (a) => {
    for (const b of [0.001, 0.02, 0.08, 0.2, 0.4]) {
      const { falseFail, falsePass } = verdictErrors({ falseFail: a, falsePass: b });
      expect(Math.max(falseFail, falsePass)).toBeLessThanOrEqual(MOST_ERRORS);
    }
  },
);

test.each([
  { falseFail: 1, falsePass: 1 },
  { falseFail: 0.5, falsePass: 0.5 },
  { falseFail: 1, falsePass: 0.0487 },
])('where runs tell nothing (%p) there is no verdict', (errors) => {
  expect(verdictErrors(errors)).toEqual({ falseFail: 0, falsePass: 0, inconclusive: 1 });
});

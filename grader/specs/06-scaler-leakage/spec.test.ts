import { judgeTraining, lesson, Verdict } from '@unstuck/grader/judge';
import { type Generator, generator, normal } from 'unstuck/random';
import { q2 } from './tasks';

type Table = number[][];

const { question } = lesson('06-scaler-leakage');

/** Wide enough for an answer that computes with the engine, in 32 bits. */
const TOLERANCE = 1e-4;

question('q1', async (answer, { seed }) => {
  const train = table(generator(seed), 7);
  const probes = probesOf(table(generator(seed + 1), 4), generator(seed + 2));
  const [otherTrain, otherHeldOut] = [
    otherColumns(generator(seed + 4), 8),
    otherColumns(generator(seed + 5), 3),
  ];
  // At the end: what was kept from the first call is wrong for them.
  const others = [
    { what: 'another train', train: table(generator(seed + 3), 5), heldOut: probes[0]!.heldOut },
    { what: 'other columns', train: otherTrain, heldOut: otherHeldOut },
  ];
  const calls = [
    ...probes.map(({ heldOut }) => [train, heldOut]),
    ...others.map((other) => [other.train, other.heldOut]),
  ];
  const results = await answer.call('standardize', calls);
  refuseLeak(results.slice(0, probes.length), probes);
  const cases = probes.map(({ heldOut, change }) => ({
    call: `standardize(train, heldOut)${change ? `, ${change},` : ''}`,
    expected: standardize(train, heldOut),
  }));
  const last = others.map((other) => ({
    call: `standardize(train, heldOut), with ${other.what},`,
    expected: standardize(other.train, other.heldOut),
  }));
  expect(results).toMatchReference([...cases, ...last], TOLERANCE);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  const faults = { A: 'train-test-overlap', B: 'overfitting', C: 'scaler-leakage' };
  expect(await answer.value('diagnosis')).toNameFaults(faults);
});

question('q4', async (answer, { seed }) => {
  const draw = generator(seed);
  const between = (low: number, high: number) => Number((low + (high - low) * draw()).toFixed(2));
  const points = Array.from({ length: 10 }, () => ({
    c: between(80, 180),
    m: between(100, 160),
    s: between(15, 45),
    M: between(100, 160),
    S: between(15, 45),
  }));
  const formula = await answer.value('newBorder');
  expect(formula).toEqualFormula('M + S * (c - m) / s', { points, derivativeBy: 'c' });
});

/** What is done to the held-out rows; `same` are the places of rows that are as they were, and where they were. */
interface Probe {
  change: string;
  heldOut: Table;
  same: { at: number; was: number }[];
}

/** Rows of three columns of different sizes; the last column is constant. */
function table(draw: Generator, rows: number): Table {
  return Array.from({ length: rows }, () => [100 + 30 * normal(draw), 2 + normal(draw), 5]);
}

/** Rows of two columns: the first is constant, and what the second varies by is small. */
function otherColumns(draw: Generator, rows: number): Table {
  return Array.from({ length: rows }, () => [-7, 0.3 + 0.05 * normal(draw)]);
}

/** The held-out rows as they are, and then in every way that a scaler must not notice. */
function probesOf(heldOut: Table, draw: Generator): Probe[] {
  const places = heldOut.map((_, at) => ({ at, was: at }));
  const last = heldOut.length - 1;
  return [
    { change: '', heldOut, same: places },
    ...heldOut.map((_, row) => ({
      change: `with row ${row} of heldOut changed`,
      heldOut: heldOut.map((values, i) => (i === row ? [1000, -50, 6] : values)),
      same: places.filter(({ at }) => at !== row),
    })),
    {
      change: 'with the rows of heldOut in another order',
      heldOut: [...heldOut].reverse(),
      same: places.map(({ at }) => ({ at, was: last - at })),
    },
    {
      change: 'with rows added to heldOut',
      heldOut: [...heldOut, ...table(draw, 3)],
      same: places,
    },
    ...heldOut.map((values, row) => ({
      change: `with row ${row} of heldOut alone`,
      heldOut: [values],
      same: [{ at: 0, was: row }],
    })),
  ];
}

/** What does not fit in shape is left to the comparison with the reference. */
function refuseLeak(results: unknown[], probes: Probe[]): void {
  const [before, ...after] = results as { train?: Table; heldOut?: Table }[];
  after.forEach((result, i) => {
    const { change, same } = probes[i + 1]!;
    if (moved(result?.train, before?.train))
      throw leak(`standardize(train, heldOut), ${change}, gave other training rows than before`);
    if (same.some(({ at, was }) => moved([result?.heldOut?.[at] ?? []], [before?.heldOut?.[was] ?? []])))
      throw leak(
        `standardize(train, heldOut), ${change}, gave other numbers for held-out rows that were as before`,
      );
  });
}

function moved(now: Table | undefined, before: Table | undefined): boolean {
  const [a, b] = [now, before].map((rows) => (Array.isArray(rows) ? rows.flat() : []));
  return a!.length === b!.length && a!.some((value, i) => Math.abs(value - b![i]!) > TOLERANCE);
}

function leak(what: string): Verdict {
  return new Verdict(
    'fail',
    'leakage',
    `${what}. What becomes of a row must be settled by the training rows.`,
  );
}

/** Mean and population deviation of the training rows; a constant column is divided by 1. */
function standardize(train: Table, heldOut: Table) {
  const columns = train[0]!.map((_, j) => train.map((row) => row[j]!));
  const means = columns.map(mean);
  const deviations = columns.map(
    (values, j) => Math.sqrt(mean(values.map((v) => (v - means[j]!) ** 2))) || 1,
  );
  const scale = (rows: Table) => rows.map((row) => row.map((v, j) => (v - means[j]!) / deviations[j]!));
  return { train: scale(train), heldOut: scale(heldOut) };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

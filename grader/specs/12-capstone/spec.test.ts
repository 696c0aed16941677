import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { generator } from 'unstuck/random';
import { q2 } from './tasks';

/** What the recipe measures of one classifier. */
type Measured = {
  classes: number;
  trainCounts: number[];
  validationCounts: number[];
  seen: [number, number];
  untrained: number;
  oneBatch: number;
  trainAccuracy: number;
  newAccuracy: number;
};

const { question } = lesson('12-capstone');

question('q1', async (answer, { seed }) => {
  const classifiers = [...CHANGES.map(sound), ...drawn(generator(seed))];
  const cases = classifiers.map((measured) => ({
    call: `convicted(${JSON.stringify(measured)})`,
    expected: convicted(measured),
  }));
  const calls = classifiers.map((measured) => [measured]);
  expect(await answer.call('convicted', calls)).toMatchReference(cases);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  expect(await answer.value('diagnosis')).toNameFaults({
    A: ['train-test-overlap', 'overfitting'],
    B: ['unshuffled-split', 'unnormalized-input'],
    C: ['wrong-output-activation', 'lr-too-high'],
  });
});

question('q4', async (answer) => {
  const points = [2, 3, 10, 1000].flatMap((n) => [0.1, 0.25, 0.5, 0.9].map((r) => ({ n, r })));
  const formula = await answer.value('heightOfNothing');
  expect(formula).toEqualFormula('-r * log(r) - (1 - r) * log((1 - r) / (n - 1))', {
    points,
    derivativeBy: 'r',
  });
});

/** Each of them alone, and some together, on a classifier that is in order. */
const CHANGES: Partial<Measured>[] = [
  {},
  { trainCounts: [0, 40, 40] },
  { validationCounts: [8, 0, 8] },
  { seen: [0, 0.004] },
  { seen: [0, 255] },
  { seen: [-300, 2] },
  { seen: [-3, 0.01] },
  // At a limit nothing is past it.
  { seen: [-10, 3] },
  { seen: [0, 10.5] },
  { seen: [0, 0.1] },
  { oneBatch: 0.1 },
  { trainAccuracy: 0.1, newAccuracy: 0 },
  { untrained: 2.3 },
  { untrained: 0.1 },
  { oneBatch: 1.1 },
  { newAccuracy: 0.7 },
  { trainAccuracy: 0.5, newAccuracy: 0.95 },
  { oneBatch: 14, newAccuracy: 0.3 },
  { untrained: 8, oneBatch: 14, newAccuracy: 0.3 },
  { seen: [0, 0.004], oneBatch: 1.1 },
  { validationCounts: [0, 12, 12], seen: [0, 255], untrained: 16, oneBatch: 0.01, newAccuracy: 0.4 },
  { classes: 2, trainCounts: [40, 40], validationCounts: [8, 8], untrained: 0.69 },
  { classes: 2, trainCounts: [40, 40], validationCounts: [8, 8], untrained: 2.3 },
];

function sound(changes: Partial<Measured>): Measured {
  return {
    classes: 3,
    trainCounts: [40, 38, 41],
    validationCounts: [10, 9, 12],
    seen: [0, 1],
    untrained: 1.1,
    oneBatch: 0.004,
    trainAccuracy: 0.98,
    newAccuracy: 0.94,
    ...changes,
  };
}

/** Far from every limit, so that rounding decides nothing. */
function drawn(draw: () => number): Measured[] {
  const one = <T>(...of: T[]) => of[Math.floor(of.length * draw())]!;
  return Array.from({ length: 40 }, () => {
    const classes = one(2, 5, 10, 100);
    const counts = (none: number) =>
      Array.from({ length: classes }, (_, i) => (i < none ? 0 : 1 + Math.floor(50 * draw())));
    return {
      classes,
      trainCounts: counts(one(0, 0, 0, 1)),
      validationCounts: counts(one(0, 0, 0, 2)),
      seen: one<[number, number]>([0, 1], [-2, 2], [0, 0.004], [0, 255], [-128, 0], [-0.01, 0.01]),
      untrained: Math.log(classes) + one(0, 0, 0.3, -0.3, 0.7, -0.65, 9),
      oneBatch: one(0.001, 0.05, 0.2, 1.4, 14),
      trainAccuracy: one(0.9, 0.99),
      newAccuracy: one(0.85, 0.95, 0.6),
    };
  });
}

function convicted(measured: Measured): string[] {
  const { classes, trainCounts, validationCounts, seen, untrained, oneBatch } = measured;
  const largest = Math.max(Math.abs(seen[0]), Math.abs(seen[1]));
  const without = {
    split: [...trainCounts, ...validationCounts].some((count) => count === 0),
    input: largest < 0.1 || largest > 10,
    output: Math.abs(untrained - Math.log(classes)) > 0.5,
  };
  const names = Object.entries(without).flatMap(([name, convicts]) => (convicts ? [name] : []));
  if (names.length > 0) return names;
  if (oneBatch > 0.1) return ['one batch'];
  return measured.trainAccuracy - measured.newAccuracy > 0.1 ? ['gap'] : [];
}

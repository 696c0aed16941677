import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { mcc } from 'unstuck/metrics';
import { generator } from 'unstuck/random';
import { q2 } from './tasks';

type Matrix = [[number, number], [number, number]];

const { question } = lesson('02-class-imbalance');

question('q1', async (answer, { seed }) => {
  const draw = generator(seed);
  const count = (most: number) => 1 + Math.floor(most * draw());
  const matrices: Matrix[] = [
    [
      [95, 0],
      [5, 0],
    ],
    [
      [0, 95],
      [0, 5],
    ],
    [
      [19, 0],
      [0, 1],
    ],
    [
      [0, 3],
      [7, 0],
    ],
    ...Array.from(
      { length: 8 },
      (): Matrix => [
        [count(900), count(300)],
        [count(40), count(40)],
      ],
    ),
  ];
  const cases = matrices.map((matrix) => ({
    call: `measuresOf(${JSON.stringify(matrix)})`,
    expected: measuresOf(matrix),
  }));
  const results = await answer.call(
    'measuresOf',
    matrices.map((matrix) => [matrix]),
  );
  expect(results).toMatchReference(cases);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  const faults = { A: 'lr-too-low', B: 'class-imbalance', C: 'overfitting' };
  expect(await answer.value('diagnosis')).toNameFaults(faults);
});

question('q4', async (answer, { seed }) => {
  const draw = generator(seed);
  const between = (low: number, high: number) => Number((low + (high - low) * draw()).toFixed(2));
  const points = Array.from({ length: 12 }, () => ({
    p: between(0.05, 0.95),
    w0: between(0.2, 3),
    w1: between(0.2, 20),
  }));
  const formula = await answer.value('bestAnswer');
  expect(formula).toEqualFormula('w1 * p / (w1 * p + w0 * (1 - p))', { points, derivativeBy: 'p' });
});

/** From the definitions; the correlation by the kit, which was compared with scikit-learn. */
function measuresOf([[a, b], [c, d]]: Matrix) {
  const [truth, answers] = [
    [0, 0, 1, 1],
    [0, 1, 0, 1],
  ];
  return {
    accuracy: (a + d) / (a + b + c + d),
    recall: d / (c + d),
    balancedAccuracy: (d / (c + d) + a / (a + b)) / 2,
    mcc: mcc(truth!, answers!, { sampleWeight: [a, b, c, d] }),
  };
}

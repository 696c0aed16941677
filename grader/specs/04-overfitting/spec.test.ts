import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { generator } from 'unstuck/random';
import { q2 } from './tasks';

const { question } = lesson('04-overfitting');

/** Validation losses with a plateau, a late best, ties, and no improvement at all. */
const CURVES = [
  [0.7, 0.6, 0.5, 0.55, 0.5, 0.1],
  [0.69, 0.69, 0.69, 0.4, 0.3, 0.5, 0.6, 0.7],
  [5, 4, 3, 2, 1],
  [1, 2, 3, 4, 5],
  [0.5, 0.5, 0.5, 0.5],
  [0.3],
  // No step down is too small to be better.
  [0.3, 0.29999, 0.29998, 0.29997],
  // No loss is too large to be the best.
  [4e9, 900, 850, 870, 860, 855, 700],
];

question('q1', async (answer, { seed }) => {
  const draw = generator(seed);
  const drawn = Array.from({ length: 6 }, () =>
    Array.from({ length: 15 }, () => Math.round(20 * draw()) / 20),
  );
  const calls = [...CURVES, ...drawn].flatMap((losses) =>
    [1, 2, 3, 5].map((patience) => ({ losses, patience })),
  );
  const cases = calls.map(({ losses, patience }) => ({
    call: `stopEarlyAt([${losses.join(', ')}], ${patience})`,
    expected: stopEarlyAt(losses, patience),
  }));
  const results = await answer.call(
    'stopEarlyAt',
    calls.map(({ losses, patience }) => [losses, patience]),
  );
  expect(results).toMatchReference(cases);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  const faults = {
    A: 'over-regularized',
    B: 'overfitting',
    C: 'underfitting',
    D: 'ineffective-regularizer',
  };
  expect(await answer.value('diagnosis')).toNameFaults(faults);
});

question('q4', async (answer) => {
  const points = [0.1, 0.5, 0.75, 0.9].flatMap((p) => [0, 0.1, 0.25, 0.5].map((q) => ({ p, q })));
  const formula = await answer.value('honestLoss');
  expect(formula).toEqualFormula('-(1 - q) * log(p) - q * log(1 - p)', { points, derivativeBy: 'p' });
});

/** The epoch `patience` after the first smallest loss so far, unless a smaller one came in between. */
function stopEarlyAt(losses: number[], patience: number): { epochs: number; best: number } {
  const bestUntil = (end: number) => losses.indexOf(Math.min(...losses.slice(0, end)));
  const stop = losses.findIndex((_, epoch) => epoch - bestUntil(epoch + 1) >= patience);
  const epochs = stop < 0 ? losses.length : stop + 1;
  return { epochs, best: bestUntil(epochs) + 1 };
}

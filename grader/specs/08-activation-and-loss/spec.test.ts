import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { generator } from 'unstuck/random';
import { q2 } from './tasks';

const { question } = lesson('08-activation-and-loss');

/** Wide enough for an answer that computes with the engine, in 32 bits, on logits of 1000. */
const TOLERANCE = 1e-4;

question('q1', async (answer, { seed }) => {
  const draw = generator(seed);
  const drawn = Array.from({ length: 8 }, (_, i) =>
    Array.from({ length: 2 + (i % 4) }, () => 8 * draw() - 4),
  );
  const logits = [
    [0, 0],
    [0, 0, 0, 0],
    [2, -1, 0.5],
    [1000, 0],
    [1000, 999, -1000],
    [-1000, -1001],
    // The first logit is not the largest.
    [-1000, 1000],
    [0, 990, 1000],
    ...drawn,
  ];
  const calls = logits.flatMap((z) => z.map((_, label): [number[], number] => [z, label]));
  const cases = calls.map(([z, label]) => ({
    call: `crossEntropySlopes([${z.map((logit) => Number(logit.toFixed(3))).join(', ')}], ${label})`,
    expected: slopes(z, label),
  }));
  expect(await answer.call('crossEntropySlopes', calls)).toMatchReference(cases, TOLERANCE);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  expect(await answer.value('diagnosis')).toNameFaults({
    A: 'unnormalized-input',
    B: 'wrong-output-activation',
    C: 'lr-too-low',
    D: 'wrong-loss',
  });
});

question('q4', async (answer) => {
  const points = [2, 3, 4, 10, 100].map((n) => ({ n }));
  expect(await answer.value('floor')).toEqualFormula('log(exp(1) + n - 1) - 1', {
    points,
    derivativeBy: 'n',
  });
});

/** Probability minus target. Each probability is 1 over a sum that holds a 1, so that none is infinity over infinity. */
function slopes(z: number[], label: number): number[] {
  return z.map((own, i) => {
    const p = 1 / z.reduce((sum, other) => sum + Math.exp(other - own), 0);
    return p - (i === label ? 1 : 0);
  });
}

import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { generator } from 'unstuck/random';
import { q2 } from './tasks';

const { question } = lesson('01-unnormalized-input');

const EPSILON = 1e-7;

/** Calls that give the clip: what it cuts off lies elsewhere. */
const OTHER_CLIPS = [
  [3, 0, 0.1],
  [-3, 1, 0.1],
  [1, 0, 0.1],
  [3, 0, 0.01],
];

question('q1', async (answer, { seed }) => {
  const draw = generator(seed);
  const logits = [
    -40,
    -20,
    -17,
    // Just inside the clip that holds where none is given.
    -14,
    -3,
    -0.5,
    0,
    0.5,
    3,
    14,
    17,
    20,
    40,
    ...Array.from({ length: 9 }, () => 10 * draw() - 5),
  ];
  const calls = [...logits.flatMap((z) => [0, 1].map((y) => [z, y])), ...OTHER_CLIPS];
  const cases = calls.map((call) => ({
    call: `clippedGradient(${call.join(', ')})`,
    expected: clippedGradient(...(call as [number, number, number?])),
  }));
  expect(await answer.call('clippedGradient', calls)).toMatchReference(cases);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  const faults = { A: 'overfitting', B: 'unnormalized-input', C: 'lr-too-high' };
  expect(await answer.value('diagnosis')).toNameFaults(faults);
});

question('q4', async (answer) => {
  // At 40, 1 - p is 0.
  const points = [-3, -1, -0.2, 0, 0.7, 2, 4, 40].flatMap((z) => [
    { z, y: 0 },
    { z, y: 1 },
  ]);
  const formula = await answer.value('lossOfLogit');
  expect(formula).toEqualFormula('log(1 + exp(z)) - y * z', { points, derivativeBy: 'z' });
});

/** Binary cross-entropy of a clipped sigmoid, differentiated by hand: p - y inside the clip, nothing outside. */
function clippedGradient(z: number, y: number, epsilon = EPSILON): number {
  const p = 1 / (1 + Math.exp(-z));
  return p < epsilon || p > 1 - epsilon ? 0 : p - y;
}

import { lesson, majority } from '@unstuck/grader/judge';
import { datasets } from 'unstuck/data';
import { generator } from 'unstuck/random';

const { question } = lesson('01-unnormalized-input');

const EPSILON = 1e-7;

/** Two of three runs reach this; calibration.json holds what right and wrong answers reach. */
const ACCURACY = 0.9;

question('q1', async (answer, { seed }) => {
  const draw = generator(seed);
  const logits = [
    -40,
    -20,
    -17,
    -3,
    -0.5,
    0,
    0.5,
    3,
    17,
    20,
    40,
    ...Array.from({ length: 9 }, () => 10 * draw() - 5),
  ];
  const calls = logits.flatMap((z) => [
    [z, 0],
    [z, 1],
  ]);
  const cases = calls.map(([z, y]) => ({
    call: `clippedGradient(${z}, ${y})`,
    expected: clippedGradient(z!, y!),
  }));
  expect(await answer.call('clippedGradient', calls)).toMatchReference(cases);
});

question('q2', async (answer, { seed }) => {
  await majority(seed, async (run) => {
    // Which stripes are called 1 is drawn anew, so that weights found elsewhere are worthless.
    const flip = generator(run)() < 0.5;
    const train = gratings(2 * run + 1, flip);
    const test = gratings(2 * run + 2, flip);
    const trained = await answer.train({ seed: run, ...train, heldOut: test.x, epochs: 12, batchSize: 32 });
    expect(trained).toConverge({ labels: train.y.values, accuracy: ACCURACY });
    expect(trained).toGeneralize({ labels: test.y.values, accuracy: ACCURACY });
  });
});

question('q3', async (answer) => {
  const faults = { A: 'overfitting', B: 'unnormalized-input', C: 'lr-too-high' };
  expect(await answer.value('diagnosis')).toNameFaults(faults);
});

question('q4', async (answer) => {
  const points = [-3, -1, -0.2, 0, 0.7, 2, 4].flatMap((z) => [
    { z, y: 0 },
    { z, y: 1 },
  ]);
  const formula = await answer.value('lossOfLogit');
  expect(formula).toEqualFormula('log(1 + exp(z)) - y * z', { points, derivativeBy: 'z' });
});

/** Binary cross-entropy of a clipped sigmoid, differentiated by hand: p - y inside the clip, nothing outside. */
function clippedGradient(z: number, y: number): number {
  const p = 1 / (1 + Math.exp(-z));
  return p < EPSILON || p > 1 - EPSILON ? 0 : p - y;
}

function gratings(seed: number, flip: boolean) {
  const { x, y } = datasets.gratings({ seed });
  return { x, y: flip ? { ...y, values: y.values.map((label) => 1 - label) } : y };
}

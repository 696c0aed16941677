import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { q2 } from './tasks';

const { question } = lesson('11-capacity-and-batch-size');

type Layer = { kind: string; filters?: number; kernel?: number; size?: number; units?: number };

const conv = (filters: number, kernel = 3): Layer => ({ kind: 'conv', filters, kernel });
const pool = (size = 2): Layer => ({ kind: 'pool', size });
const dense = (units: number): Layer => ({ kind: 'dense', units });
const flatten: Layer = { kind: 'flatten' };

/** Counted by hand: (inputs + 1) * units for each layer, from a convolution's square of inputs. */
const NETWORKS: { side: number; channels: number; layers: Layer[]; weights: number }[] = [
  { side: 16, channels: 3, layers: [flatten, dense(256), dense(1)], weights: 769 * 256 + 257 },
  {
    side: 16,
    channels: 3,
    layers: [conv(8), pool(), conv(16), pool(), flatten, dense(1)],
    // 16 - 2 = 14, halved 7, - 2 = 5, halved 2.
    weights: 28 * 8 + 73 * 16 + 65,
  },
  { side: 8, channels: 1, layers: [conv(4, 5), flatten, dense(10)], weights: 26 * 4 + 65 * 10 },
  { side: 9, channels: 2, layers: [pool(2), flatten, dense(3)], weights: 33 * 3 },
  {
    side: 12,
    channels: 1,
    layers: [conv(2, 1), conv(3, 2), pool(3), flatten, dense(5), dense(2)],
    // 12, then 11, then 3.
    weights: 2 * 2 + 9 * 3 + 28 * 5 + 6 * 2,
  },
  { side: 5, channels: 3, layers: [flatten], weights: 0 },
  { side: 7, channels: 1, layers: [conv(6, 7)], weights: 50 * 6 },
];

question('q1', async (answer) => {
  const calls = NETWORKS.map(({ side, channels, layers }): [number, number, Layer[]] => [
    side,
    channels,
    layers,
  ]);
  const cases = NETWORKS.map(({ weights }, i) => ({
    call: `countWeights(${calls[i]!.map((argument) => JSON.stringify(argument)).join(', ')})`,
    expected: weights,
  }));
  expect(await answer.call('countWeights', calls)).toMatchReference(cases);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  const faults = { A: 'batch-size-too-large', B: 'overfitting', C: 'underfitting' };
  expect(await answer.value('diagnosis')).toNameFaults(faults);
});

question('q4', async (answer) => {
  const points = [1, 2, 32, 500].flatMap((b) => [
    { o: 3, c: 0.05, b },
    { o: 0.5, c: 0.2, b },
  ]);
  const formula = await answer.value('timePerImage');
  expect(formula).toEqualFormula('o / b + c', { points, derivativeBy: 'b' });
});

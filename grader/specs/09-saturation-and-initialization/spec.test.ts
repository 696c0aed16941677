import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { generator } from 'unstuck/random';
import { q2 } from './tasks';

const { question } = lesson('09-saturation-and-initialization');

interface Layer {
  inputs: number;
  outputs: number;
  kernel?: [number, number];
}

question('q1', async (answer, { seed }) => {
  const calls = [...LAYERS, ...drawnLayers(generator(seed))].flatMap((layer) =>
    ['relu', 'tanh'].map((activation) => [{ ...layer }, activation] as const),
  );
  const cases = calls.map(([layer, activation]) => ({
    call: `initialDeviation(${JSON.stringify(layer)}, '${activation}')`,
    expected: deviation(layer, activation),
  }));
  const plain = calls as unknown as Parameters<typeof answer.call>[1];
  expect(await answer.call('initialDeviation', plain)).toMatchReference(cases);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  expect(await answer.value('diagnosis')).toNameFaults({
    A: 'lr-too-low',
    B: 'exploding-gradient',
    C: 'vanishing-gradient',
    D: 'dying-relu',
  });
});

question('q4', async (answer) => {
  const points = [1, 16, 72, 300].flatMap((n) => [0.01, 0.1, 0.3, 0.9].map((a) => ({ n, a })));
  const formula = await answer.value('leakyDeviation');
  expect(formula).toEqualFormula('sqrt(2 / (n * (1 + a^2)))', { points, derivativeBy: 'a' });
});

const LAYERS: Layer[] = [
  { inputs: 16, outputs: 16 },
  { inputs: 300, outputs: 10 },
  { inputs: 1, outputs: 1 },
  { inputs: 3, outputs: 8, kernel: [3, 3] },
  { inputs: 64, outputs: 32, kernel: [1, 7] },
];

function drawnLayers(draw: () => number): Layer[] {
  const whole = (most: number) => 1 + Math.floor(most * draw());
  return Array.from({ length: 6 }, (_, i) => ({
    inputs: whole(100),
    outputs: whole(100),
    ...(i % 2 === 0 ? { kernel: [whole(5), whole(5)] as [number, number] } : {}),
  }));
}

/** He: 2 over fan-in (He and others, 2015). Glorot: 2 over the sum of both fans (Glorot and Bengio, 2010). */
function deviation({ inputs, outputs, kernel = [1, 1] }: Layer, activation: string): number {
  const window = kernel[0] * kernel[1];
  return Math.sqrt(2 / (window * (activation === 'relu' ? inputs : inputs + outputs)));
}

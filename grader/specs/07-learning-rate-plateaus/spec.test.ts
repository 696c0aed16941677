import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { generator, normal } from 'unstuck/random';
import { q2 } from './tasks';

const { question } = lesson('07-learning-rate-plateaus');

interface Options {
  rate: number;
  factor: number;
  patience: number;
  minDelta: number;
  minLr: number;
}

/** Wide enough for an answer that computes in 32 bits; the smallest rates that two rules give differ by seven times as much. */
const TOLERANCE = 1e-7;

question('q1', async (answer, { seed }) => {
  const calls = [...byHand(), ...drawn(seed)];
  const results = await answer.call(
    'reduceOnPlateau',
    calls.map(({ losses, options }) => [losses, { ...options }]),
  );
  const cases = calls.map(({ losses, options }) => ({
    call: `reduceOnPlateau([${losses.join(', ')}], { ${shown(options)} })`,
    expected: reduceOnPlateau(losses, options),
  }));
  expect(results).toMatchReference(cases, TOLERANCE);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  const faults = { A: 'lr-too-low', B: 'lr-too-high', C: 'dying-relu', D: 'overfitting' };
  expect(await answer.value('diagnosis')).toNameFaults(faults);
});

question('q4', async (answer, { seed }) => {
  const draw = generator(seed);
  const between = (low: number, high: number) => Number((low + (high - low) * draw()).toFixed(3));
  const points = Array.from({ length: 10 }, () => ({
    r: between(0.01, 0.6),
    a: between(0.2, 2.5),
    s: between(0.3, 3),
  }));
  const formula = await answer.value('bounce');
  expect(formula).toEqualFormula('r * s^2 / (2 * (2 - r * a))', { points, derivativeBy: 'r' });
});

/** Each call looks at one rule; what a slip in it gives differs. */
function byHand(): { losses: number[]; options: Options }[] {
  const usual = { rate: 1, factor: 0.5, patience: 2, minDelta: 0, minLr: 0 };
  return [
    { losses: [5, 4, 3, 2, 1], options: usual },
    { losses: [1, 2, 2, 2, 2, 2, 2], options: usual },
    // Equal is no improvement; and the best counts, not the last.
    { losses: [1, 1, 1, 3, 2.5, 2, 1.5], options: usual },
    // An improvement makes the wait begin again.
    { losses: [3, 4, 2, 3, 1, 2, 0.5, 2], options: usual },
    // Without a minDelta no step down is too small.
    { losses: [1, 0.99999, 0.99998, 0.99997], options: usual },
    // Creeping by less than minDelta is no improvement, and the best stays where it was.
    { losses: [1, 0.95, 0.92, 0.85, 0.84], options: { ...usual, minDelta: 0.1, patience: 3 } },
    { losses: [1, 0.95, 0.92, 0.91, 0.905, 0.902], options: { ...usual, minDelta: 0.1 } },
    // minDelta is no share of the best.
    { losses: [10, 9.5, 9.2, 9, 8.8, 8.6], options: { ...usual, minDelta: 0.1 } },
    // Never below minLr.
    { losses: [1, 2, 2, 2, 2, 2], options: { ...usual, factor: 0.1, patience: 1, minLr: 0.05 } },
    { losses: [0.7], options: { ...usual, rate: 0.3 } },
    // No loss is too large to be the best.
    { losses: [4e9, 900, 800, 850, 820, 810, 700], options: usual },
  ];
}

function drawn(seed: number): { losses: number[]; options: Options }[] {
  const draw = generator(seed);
  return [1, 2, 3, 5].map((patience) => ({
    losses: Array.from({ length: 16 }, (_, i) => Number((1 / (1 + i) + 0.1 * normal(draw)).toFixed(2))),
    // Between two hundredths: no loss lies on the border, where rounding would decide.
    options: { rate: 0.3, factor: 0.1, patience, minDelta: 0.015, minLr: 1e-6 },
  }));
}

function shown(options: Options): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** As Keras 2.15's callback, without a cooldown. */
function reduceOnPlateau(losses: number[], { rate, factor, patience, minDelta, minLr }: Options): number[] {
  const rates: number[] = [];
  let best = Infinity;
  let wait = 0;
  for (const loss of losses) {
    rates.push(rate);
    if (loss < best - minDelta) {
      best = loss;
      wait = 0;
      continue;
    }
    wait++;
    if (wait < patience) continue;
    rate = Math.max(rate * factor, minLr);
    wait = 0;
  }
  return rates;
}

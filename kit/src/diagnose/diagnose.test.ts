import * as tf from '@tensorflow/tfjs';
import { ready } from '../engine';
import { seed } from '../random';
import { type TrainingRun, train } from '../train';
import { diagnose } from '.';
import { CONSEQUENCES } from './causes';
import { RULES } from './rules';
import { endWith, healthyRun, standStill } from './rules/healthy-run.fixture';

beforeAll(async () => {
  await ready();
});

async function softmaxOnOne(): Promise<TrainingRun> {
  seed(1);
  const model = tf.sequential({
    layers: [tf.layers.dense({ units: 1, activation: 'softmax', inputShape: [2] })],
  });
  model.compile({ optimizer: 'sgd', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  const x = tf.tensor2d([
    [0, 1],
    [1, 0],
    [1, 1],
    [0, 0],
  ]);
  return train(model, { x, y: tf.tensor2d([[0], [1], [1], [0]]), epochs: 2, seed: 1 });
}

test('a finding has all that a reader needs, and survives JSON', async () => {
  const run = await softmaxOnOne();
  const [finding] = diagnose(JSON.parse(JSON.stringify(run)) as TrainingRun);
  expect(finding).toEqual({
    fault: 'wrong-output-activation',
    confidence: expect.closeTo(0.95, 1),
    evidence: expect.stringContaining('softmax over 1 unit'),
    fix: expect.any(String),
    lesson: '08-activation-and-loss',
    experiment: { try: expect.any(String), expect: expect.any(String), change: { kind: 'output' } },
  });
});

test('a run of an older kit is read with what it has', async () => {
  const { schema, engine, batchSize, epochs, history, rates, layers, data, model } = await softmaxOnOne();
  const { samples, inputShape, input, classCounts } = data;
  const old = {
    schema,
    engine,
    batchSize,
    epochs,
    history,
    rates,
    layers,
    data: { samples, inputShape, input, classCounts },
    model,
  } as TrainingRun;
  expect(diagnose(old)[0]!.fault).toBe('wrong-output-activation');
  expect(diagnose({ ...old, layers: [] })[0]!.fault).toBe('wrong-output-activation');
});

test('a loss that breaks is carried as null and still read', async () => {
  const run = await softmaxOnOne();
  const broken = { ...run, history: { ...run.history, loss: [null, null] } } as never as TrainingRun;
  expect(() => diagnose(broken)).not.toThrow();
});

test.each([[null], [{}], [{ schema: 2 }], [[]]])('%p is an error that says what was expected', (bad) => {
  expect(() => diagnose(bad as never)).toThrow('run: expected what train() returns');
});

test('there is a rule for each fault, once, and the table of consequences names no other', () => {
  const faults = RULES.map(({ fault }) => fault);
  expect(faults).toHaveLength(23);
  expect(new Set(faults).size).toBe(23);
  for (const [cause, consequences] of Object.entries(CONSEQUENCES)) {
    expect(faults).toContain(cause);
    for (const consequence of consequences) expect(faults).toContain(consequence);
    expect(consequences).not.toContain(cause);
  }
});

test('a rate far below all that is usual stands beside a fault that would keep the weights from moving, a low one does not', () => {
  const faults = (rate: number) =>
    diagnose(
      healthyRun((run) => {
        // One unit of softmax says 1 to every row.
        run.model.layers.at(-1)!.activation = 'softmax';
        run.rates = run.rates.map(() => rate);
        endWith(run, 0);
        for (const layer of run.layers.flat()) layer.weightChange = 1e-4;
        standStill(run);
      }),
    ).map(({ fault }) => fault);
  expect(faults(1.5e-5)).toEqual(['wrong-output-activation', 'lr-too-low']);
  expect(faults(1.5e-4)).toEqual(['wrong-output-activation']);
});

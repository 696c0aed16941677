import type { TrainingRun } from '../../train/run';
import { diagnose } from '../diagnose';
import { readSymptoms } from '../symptoms';
import {
  activate,
  endExplaining,
  endWith,
  evidenceOf,
  healthyRun,
  setLayer,
  standStill,
} from './healthy-run.fixture';
import { lrTooLow } from './lr-too-low';

/** Weights that change by a share of their norm over all ten epochs together. */
const creeps = (rate: number, moved: number, optimizer = 'Adam') =>
  evidenceOf(lrTooLow, (run) => {
    run.model.optimizer = optimizer;
    run.rates = run.rates.map(() => rate);
    for (const layer of run.layers.flat()) Object.assign(layer, { weightNorm: 1, weightChange: moved / 10 });
    endWith(run, 0.6);
    standStill(run);
  });

test('a low rate and weights that changed by less than a tenth of their norm', () => {
  expect(creeps(1e-5, 0.02)).toContain('the weights changed by 2 % of their norm');
  expect(creeps(1e-5, 0.099)).toBeDefined();
  expect(creeps(1e-5, 0.101)).toBeUndefined();
});

test('low is 0.0002 for Adam, 0.002 for SGD', () => {
  expect(creeps(2.1e-4, 0.02)).toBeUndefined();
  expect(creeps(1.9e-3, 0.02, 'SGD')).toBeDefined();
  expect(creeps(2.1e-3, 0.02, 'SGD')).toBeUndefined();
});

test('weights that stand still at a usual rate have another cause', () => {
  expect(creeps(0.003, 0)).toBeUndefined();
});

test('a low rate that was enough is none', () => {
  expect(
    evidenceOf(lrTooLow, (run) => {
      activate(run, 'tanh');
      run.rates = run.rates.map(() => 1e-5);
    }),
  ).toBeUndefined();
});

test('a schedule that has ended the training before it began: what counts is half of the epochs', () => {
  const falls = (from: number) =>
    evidenceOf(lrTooLow, (run) => {
      run.rates = run.rates.map((_, epoch) => (epoch < from ? 0.002 : 1e-6));
      for (const layer of run.layers.flat()) Object.assign(layer, { weightNorm: 1, weightChange: 0.005 });
      endWith(run, 0.6);
      standStill(run);
    });
  expect(falls(3)).toContain('the rate fell from 0.002 to 0.000001 by the middle of the training');
  expect(falls(6)).toBeUndefined();
});

test('Adadelta and Adagrad take smaller steps of the same rate', () => {
  expect(creeps(0.001, 0.02, 'Adadelta')).toBeDefined();
  expect(creeps(0.11, 0.02, 'Adadelta')).toBeUndefined();
  expect(creeps(0.001, 0.02, 'Adagrad')).toBeDefined();
  expect(creeps(0.006, 0.02, 'Adagrad')).toBeUndefined();
  expect(creeps(0.001, 0.02, 'RMSProp')).toBeUndefined();
});

test('without adaption weights may stand still at a rate that is usual: the loss falls, and has hardly fallen', () => {
  const slow = (rate: number, moved: number, last = 0.68, optimizer = 'SGD', accuracy = 0.6) =>
    evidenceOf(lrTooLow, (run) => {
      run.model.optimizer = optimizer;
      run.rates = run.rates.map(() => rate);
      for (const layer of run.layers.flat())
        Object.assign(layer, { weightNorm: 1, weightChange: moved / 10 });
      endWith(run, accuracy);
      run.history.loss = run.history.loss!.map((_, epoch) => 0.7 + ((last - 0.7) * epoch) / 9);
    });
  expect(slow(0.01, 0.02)).toContain('over 250 updates the weights changed by 2 % of their norm');
  expect(slow(0.051, 0.02)).toBeUndefined();
  expect(slow(0.01, 0.051)).toBeUndefined();
  expect(slow(0.01, 0.02, 0.62)).toBeUndefined();
  // No slope at all is another fault.
  expect(slow(0.01, 0.02, 0.7)).toBeUndefined();
  expect(slow(0.01, 0.02, 0.68, 'Adam')).toBeUndefined();
  // Who continues a training that was nearly done moves little, too.
  expect(slow(0.01, 0.02, 0.68, 'SGD', 0.7)).toBeUndefined();
});

/** Prices in their own unit: answers start at 0 and have come so far. */
const prices = (reached: number, change: (run: TrainingRun) => void = () => undefined) =>
  healthyRun((run) => {
    endExplaining(run, 0, 0);
    run.model.layers.at(-1)!.activation = 'linear';
    run.data.targets = { ...run.data.targets!, min: 5e4, max: 5e5, mean: 24e4, sd: 8e4 };
    run.model.loss = 'meanAbsoluteError';
    run.history.loss = run.history.loss!.map((_, epoch) => 24e4 - (reached * epoch) / 9);
    run.probes![0]!.train.outputs = { min: -1, max: 1, mean: 0, sd: 0.3 };
    Object.assign(run.probes!.at(-1)!.train, {
      loss: 24e4 - reached,
      outputs: { min: 0, max: 2 * reached, mean: reached, sd: 10 },
    });
    change(run);
  });
const far = (reached: number, change?: (run: TrainingRun) => void) =>
  lrTooLow.look(readSymptoms(prices(reached, change)))?.signs.join('; ');

test('answers that are on the way to targets that lie far off', () => {
  expect(far(60)).toContain('targets are 240000 ± 80000, answers have come from 0 to 60');
  expect(far(119_000)).toBeDefined();
  expect(far(121_000)).toBeUndefined();
  expect(far(-60)).toBeUndefined();
  // Raw inputs come first.
  expect(far(60, (run) => (run.data.input.max = 255))).toBeUndefined();
});

test('steps that cannot come far because units died are no matter of the rate', () => {
  const faults = (deadUnits: number) =>
    diagnose(prices(60, (run) => setLayer(run, 'first', { first: { deadUnits }, later: { deadUnits } }))).map(
      ({ fault }) => fault,
    );
  expect(faults(0.1)).toEqual(['lr-too-low']);
  expect(faults(0.9)).toEqual(['dying-relu']);
});

test('of a loss whose least is unknown: it falls and falls, and has hardly fallen', () => {
  const unknown = (last: number, moved = 0.02) =>
    evidenceOf(lrTooLow, (run) => {
      endExplaining(run, 0.5, 0.5);
      run.model.loss = 'huber';
      run.rates = run.rates.map(() => 1e-5);
      for (const layer of run.layers.flat())
        Object.assign(layer, { weightNorm: 1, weightChange: moved / 10 });
      run.history.loss = run.history.loss!.map((_, epoch) => 0.7 + ((last - 0.7) * epoch) / 9);
    });
  expect(unknown(0.68)).toContain('the weights changed by 2 % of their norm');
  expect(unknown(0.62)).toBeUndefined();
  expect(unknown(0.7)).toBeUndefined();
  expect(unknown(0.68, 0.2)).toBeUndefined();
});

test.each<[string, (run: TrainingRun) => void]>([
  ['saturated-activations', (run) => saturate(run)],
  ['bad-initialization', ({ initialWeights }) => (initialWeights![0]!.unitsAlike = true)],
  ['wrong-output-activation', ({ model }) => (model.layers.at(-1)!.activation = 'linear')],
  ['wrong-loss', ({ model }) => (model.loss = 'meanSquaredError')],
  ['exploding-gradient', (run) => setLayer(run, 'first', { first: { gradientNorm: 70 } })],
])('weights that stand still for %s are no matter of the rate', (cause, change) => {
  const faults = diagnose(
    healthyRun((run) => {
      run.model.optimizer = 'SGD';
      run.rates = run.rates.map(() => 0.01);
      for (const layer of run.layers.flat()) Object.assign(layer, { weightNorm: 1, weightChange: 0.002 });
      endWith(run, 0.6);
      run.history.loss = run.history.loss!.map((_, epoch) => 0.7 - 0.002 * epoch);
      change(run);
    }),
  ).map(({ fault }) => fault);
  expect(faults).toContain(cause);
  expect(faults).not.toContain('lr-too-low');
});

function saturate(run: TrainingRun): void {
  activate(run, 'tanh');
  setLayer(run, 'first', { first: { saturated: 1 }, later: { saturated: 1 } });
}

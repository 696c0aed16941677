import { batchSizeTooLarge } from './batch-size-too-large';
import { endWith, evidenceOf } from './healthy-run.fixture';

const one = (batchSize: number, rate = 0.003, accuracy = 0.7) =>
  evidenceOf(batchSizeTooLarge, (run) => {
    run.batchSize = batchSize;
    run.rates = run.rates.map(() => rate);
    endWith(run, accuracy);
  });

test('at most three updates an epoch at a usual rate, and little learned', () => {
  expect(one(134)).toContain('30 updates in 10 epochs');
  expect(one(133)).toBeUndefined();
  expect(one(400)).toContain('400 of 400 rows a batch');
});

test('a rate that is too low is its own finding', () => {
  expect(one(400, 3e-4)).toBeDefined();
  expect(one(400, 2.9e-4)).toBeUndefined();
});

test('few updates that were enough are none', () => {
  expect(one(400, 0.003, 0.97)).toBeUndefined();
});

test('120 updates in all are enough to learn from, whatever came of them', () => {
  const after = (epochs: number) =>
    evidenceOf(batchSizeTooLarge, (run) => {
      run.batchSize = 400;
      run.epochs = epochs;
      endWith(run, 0.7);
    });
  expect(after(120)).toBeDefined();
  expect(after(121)).toBeUndefined();
});

test('a small set is one batch by nature', () => {
  expect(
    evidenceOf(batchSizeTooLarge, (run) => {
      run.data.samples = 63;
      run.batchSize = 63;
      endWith(run, 0.7);
    }),
  ).toBeUndefined();
});

test('weights that moved far, under a loss that no longer falls, have had updates enough', () => {
  const ended = (moved: number, last: number) =>
    evidenceOf(batchSizeTooLarge, (run) => {
      run.batchSize = 400;
      for (const layer of run.layers.flat())
        Object.assign(layer, { weightNorm: 1, weightChange: moved / 10 });
      run.history.loss = run.history.loss!.map((_, epoch) => (epoch < 7 ? 0.6 : last));
      endWith(run, 0.7);
    });
  expect(ended(0.6, 0.59)).toBeUndefined();
  expect(ended(0.4, 0.59)).toBeDefined();
  expect(ended(0.6, 0.53)).toBeDefined();
});

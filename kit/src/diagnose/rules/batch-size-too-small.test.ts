import { batchSizeTooSmall } from './batch-size-too-small';
import { endWith, evidenceOf } from './healthy-run.fixture';

const one = (batchSize: number, accuracy = 0.6, rate = 0.01) =>
  evidenceOf(batchSizeTooSmall, (run) => {
    run.batchSize = batchSize;
    run.rates = run.rates.map(() => rate);
    endWith(run, accuracy);
  });

test('up to four rows a batch, at a rate that is usual for 32, and little learned', () => {
  expect(one(4)).toContain('4 row(s) a batch');
  expect(one(5)).toBeUndefined();
  expect(one(1, 0.97)).toBeUndefined();
});

test('a rate that is too high or too low for any batch is its own finding', () => {
  expect(one(1, 0.6, 0.031)).toBeUndefined();
  expect(one(1, 0.6, 0.9e-3)).toBeUndefined();
});

test('with batch normalization a gap to validation rows is a sign too', () => {
  const gap = (kind: string) =>
    evidenceOf(batchSizeTooSmall, (run) => {
      run.batchSize = 2;
      run.rates = run.rates.map(() => 0.01);
      run.model.layers.splice(2, 0, { name: 'norm', kind, outputShape: [null, 16], parameters: 64 });
      endWith(run, 0.97, 0.6);
    });
  expect(gap('BatchNormalization')).toContain('takes mean and deviation of 2 row(s)');
  expect(gap('LayerNormalization')).toBeUndefined();
});

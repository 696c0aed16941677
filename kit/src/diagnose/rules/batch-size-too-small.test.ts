import type { TrainingRun } from '../../train/run';
import { batchSizeTooSmall } from './batch-size-too-small';
import { endWith, evidenceOf } from './healthy-run.fixture';

const one = (batchSize: number, accuracy = 0.54, rate = 0.01) =>
  evidenceOf(batchSizeTooSmall, (run) => {
    run.batchSize = batchSize;
    run.rates = run.rates.map(() => rate);
    endWith(run, accuracy);
  });

test('up to four rows a batch, at a rate that is usual for 32, and next to nothing learned', () => {
  expect(one(4)).toContain('4 row(s) a batch');
  expect(one(5)).toBeUndefined();
  expect(one(1, 0.97)).toBeUndefined();
});

test('a skill that is small by nature is learned in small batches, too: what they undo, goes up and down', () => {
  // Of two classes skill is 2 accuracy - 1: 0.1 and 0.2 of it.
  expect(one(1, 0.545)).toBeDefined();
  expect(one(1, 0.6)).toBeUndefined();
  const jumps = (size: number) =>
    evidenceOf(batchSizeTooSmall, (run) => {
      run.batchSize = 1;
      run.rates = run.rates.map(() => 0.01);
      endWith(run, 0.6);
      run.history.val_loss = run.history.val_loss!.map((_, epoch) => 0.7 + size * (epoch % 2));
    });
  // Of log 2.
  expect(jumps(0.029)).toContain('the validation loss jumps by 4.18 % of the loss of a constant answer');
  expect(jumps(0.027)).toBeUndefined();
  const falls = evidenceOf(batchSizeTooSmall, (run) => {
    run.batchSize = 1;
    run.rates = run.rates.map(() => 0.01);
    endWith(run, 0.6);
    run.history.val_loss = run.history.val_loss!.map((_, epoch) => 1.2 - 0.05 * epoch);
  });
  expect(falls).toBeUndefined();
});

test('a rate that is too high or too low for any batch is its own finding', () => {
  expect(one(1, 0.54, 0.041)).toBeUndefined();
  expect(one(1, 0.54, 0.9e-3)).toBeUndefined();
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

test('batch normalization that answers a batch by itself much worse than the same rows by all moments', () => {
  const disagrees = (alone: number, more: (run: TrainingRun) => void = () => undefined) =>
    evidenceOf(batchSizeTooSmall, (run) => {
      run.batchSize = 2;
      run.rates = run.rates.map(() => 0.01);
      const norm = { name: 'norm', kind: 'BatchNormalization', outputShape: [null, 16], parameters: 64 };
      run.model.layers.splice(2, 0, norm);
      endWith(run, 0.95);
      run.history.acc![9] = alone;
      more(run);
    });
  expect(disagrees(0.6)).toContain('accuracy 60 % while a batch is normalized by itself, 95 %');
  expect(disagrees(0.81)).toBeUndefined();
  // Dropout, which is off afterwards, does so too.
  const drops = ({ model }: TrainingRun) =>
    model.layers.push({ name: 'd', kind: 'Dropout', outputShape: [null, 16], parameters: 0, rate: 0.5 });
  expect(disagrees(0.6, drops)).toBeUndefined();
});

test('plain SGD: a rate up to 0.5 would be usual for 32', () => {
  const sgd = (rate: number) =>
    evidenceOf(batchSizeTooSmall, (run) => {
      run.model.optimizer = 'SGD';
      run.batchSize = 1;
      run.rates = run.rates.map(() => rate);
      endWith(run, 0.54);
    });
  expect(sgd(0.3)).toContain('the rate, 0.3, would be usual for batches of 32');
  expect(sgd(0.6)).toBeUndefined();
});

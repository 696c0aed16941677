import type { TrainingRun } from '../../train/run';
import { diagnose } from '../diagnose';
import { classImbalance } from './class-imbalance';
import { evidenceOf, healthyRun } from './healthy-run.fixture';

/** A run in which class 1 has a share of the rows, and so much of it is found. */
const rare = (share: number, found: number) => (run: TrainingRun) => {
  run.data.classCounts = { 0: 400 * (1 - share), 1: 400 * share };
  for (const part of [run.probes!.at(-1)!.train, run.probes!.at(-1)!.validation!])
    Object.assign(part, {
      recall: { 0: 1, 1: found },
      predicted: { 0: 1 - share * found, 1: share * found },
      accuracy: 1 - share * (1 - found),
      loss: 0.2,
    });
};

test('a class with less than 0.4 of an even share, of which less than half is found', () => {
  expect(evidenceOf(classImbalance, rare(0.1, 0.2))).toContain('the rarest class has 10 % of the rows');
  expect(evidenceOf(classImbalance, rare(0.1, 0.2))).toContain('20 % of its training rows are found');
  expect(evidenceOf(classImbalance, rare(0.1, 0.49))).toBeDefined();
  expect(evidenceOf(classImbalance, rare(0.1, 0.51))).toBeUndefined();
  expect(evidenceOf(classImbalance, rare(0.19, 0.2))).toBeDefined();
  expect(evidenceOf(classImbalance, rare(0.21, 0.2))).toBeUndefined();
});

test('imbalanced and learned is no finding', () => {
  expect(diagnose(healthyRun(rare(0.05, 1)))).toEqual([]);
});

test('of an older run, accuracy that is the share of the commonest class', () => {
  const old = (accuracy: number) =>
    evidenceOf(classImbalance, (run) => {
      run.data.classCounts = { 0: 360, 1: 40 };
      delete run.probes;
      run.history.acc = run.history.acc!.map(() => accuracy);
    });
  expect(old(0.9)).toContain('accuracy 90 % is the share of the commonest class');
  expect(old(0.95)).toBeUndefined();
});

test('class weights the wrong way round make a class rare', () => {
  const weighted = (weight: number, found = 0.3) =>
    evidenceOf(classImbalance, (run) => {
      rare(0.3, found)(run);
      run.asked!.classWeight = { 0: 1, 1: weight };
    });
  // 0.3 w / (0.7 + 0.3 w) is 0.2 at 0.583.
  expect(weighted(0.25)).toContain('class weights make class 1 rarer: it has 9.68 % of the loss, 30 %');
  expect(weighted(0.57)).toBeDefined();
  expect(weighted(0.59)).toBeUndefined();
  expect(weighted(4)).toBeUndefined();
  expect(weighted(0.25, 0.6)).toBeUndefined();
});

test('of several labels a row, most of them 0, the ones are missed', () => {
  const labels = (share: number, found: number, change: (run: TrainingRun) => void = () => undefined) =>
    diagnose(
      healthyRun((run) => {
        delete run.data.classCounts;
        run.model.layers.at(-1)!.outputShape = [null, 8];
        Object.assign(run.data.targets!, { kind: 'one-hot', width: 8, mean: share, sd: 0.2 });
        Object.assign(run.probes!.at(-1)!.train, { loss: 0.15, ones: { share, found } });
        change(run);
      }),
    );
  // A constant answer to 5 % has a loss of 0.199.
  const [first] = labels(0.05, 0.02);
  expect(first).toMatchObject({
    fault: 'class-imbalance',
    evidence: expect.stringContaining(
      '5 % of the labels are 1: to say 0 of each is right in 95 %; 2 % of the ones',
    ),
    fix: expect.stringContaining('weightedBinaryCrossentropy'),
  });
  expect(first!.experiment.change).toBeUndefined();
  expect(labels(0.05, 0.26)).toEqual([]);
  expect(labels(0.21, 0.02)).toEqual([]);
  expect(labels(0.05, 0.02, (run) => (run.probes!.at(-1)!.train.loss = 0.22))).toEqual([]);
  const drawsAgain = labels(0.05, 0.02, ({ data }) => (data.input = { min: 0, max: 1, mean: 0.05, sd: 0.2 }));
  expect(drawsAgain).toEqual([]);
});

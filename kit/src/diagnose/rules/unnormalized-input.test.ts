import type { Summary, TrainingRun } from '../../train/run';
import { diagnose } from '../diagnose';
import { endExplaining, endWith, evidenceOf, healthyRun, setLayer, standStill } from './healthy-run.fixture';
import { unnormalizedInput } from './unnormalized-input';

const reach = (max: number, accuracy = 0.6) =>
  evidenceOf(unnormalizedInput, (run) => {
    for (const part of [run.data, run.validationData!])
      part.input = { min: 0, max, mean: max / 2, sd: max / 4 };
    endWith(run, accuracy);
  });

test('inputs beyond 10, and little learned', () => {
  expect(reach(255)).toContain('inputs reach from 0 to 255');
  expect(reach(10.1)).toBeDefined();
  expect(reach(9.9)).toBeUndefined();
  expect(reach(255, 0.97)).toBeUndefined();
});

test('hours, ages, degrees: up to 100 they count where next to nothing is learned', () => {
  // Of two classes skill is 2 accuracy - 1: 0.25 of it.
  expect(reach(99, 0.62)).toBeDefined();
  expect(reach(99, 0.63)).toBeUndefined();
  expect(reach(101, 0.63)).toBeDefined();
});

/** Training rows are learned, validation rows were taken times a factor, plus a shift. */
const prepared = (
  times: number,
  plus: number,
  held = 0.55,
  change: (run: TrainingRun) => void = () => undefined,
) =>
  evidenceOf(unnormalizedInput, (run) => {
    endWith(run, 0.97, held);
    const { input, rows } = run.validationData!;
    const moved = ({ min, max, mean, sd }: Summary) => ({
      min: times * min + plus,
      max: times * max + plus,
      mean: times * mean + plus,
      sd: times * sd,
    });
    Object.assign(input, moved(input));
    Object.assign(rows!.level, moved(rows!.level));
    for (const part of ['mean', 'sd', 'min', 'max'] as const) rows!.contrast[part] *= times;
    change(run);
  });

test('validation rows that were scaled to another range, where they fail and their targets are alike', () => {
  expect(prepared(2, -1)).toContain(
    'training inputs reach from 0 to 1 (0.5 ± 0.3), validation inputs reach from -1 to 1 (0 ± 0.6): they were not prepared alike',
  );
  expect(prepared(1.6, 0)).toBeDefined();
  expect(prepared(1.4, 0)).toBeUndefined();
  expect(prepared(1, 0.21)).toBeDefined();
  expect(prepared(1, 0.19)).toBeUndefined();
  expect(prepared(2, -1, 0.9)).toBeUndefined();
  expect(
    prepared(2, -1, 0.55, ({ validationData }) => (validationData!.classCounts = { 0: 140, 1: 60 })),
  ).toBeUndefined();
});

test('a few rows far out make a spread, and are no scale', () => {
  const farOut = ({ validationData }: TrainingRun) => {
    validationData!.samples = 25;
    validationData!.rows!.contrast.sd = 4;
  };
  expect(
    prepared(2, 0, 0.55, ({ data, validationData }) => {
      data.rows!.level.sd = 5;
      farOut({ data, validationData } as TrainingRun);
    }),
  ).toBeUndefined();
});

test('of numbers, targets are alike by mean and deviation', () => {
  const numbers = (mean: number) =>
    prepared(2, 0, 0.55, (run) => {
      endExplaining(run, 0.9, 0.1);
      run.validationData!.targets!.mean = mean;
    });
  expect(numbers(0.2)).toBeDefined();
  expect(numbers(0.4)).toBeUndefined();
});

test('inputs that nowhere reach 0.05 were divided twice', () => {
  expect(reach(1 / 255)).toContain('inputs reach from 0 to 0.00392');
  expect(reach(0.049)).toBeDefined();
  expect(reach(0.051)).toBeUndefined();
  expect(reach(1 / 255, 0.97)).toBeUndefined();
});

test('a normalization before or right after the first weights takes care of it', () => {
  const after = (at: number) =>
    evidenceOf(unnormalizedInput, (run) => {
      run.data.input.max = 255;
      const norm = { name: 'n', kind: 'BatchNormalization', outputShape: [null, 16], parameters: 64 };
      run.model.layers.splice(at, 0, norm);
      endWith(run, 0.6);
    });
  expect(after(2)).toBeUndefined();
  expect(after(3)).toBeDefined();
});

test('features whose deviations are more than 300 times apart', () => {
  const uneven = (sdRatio: number) =>
    evidenceOf(unnormalizedInput, (run) => {
      run.data.input.max = 5;
      run.data.features!.sdRatio = sdRatio;
      endWith(run, 0.6);
    });
  expect(uneven(301)).toBeDefined();
  expect(uneven(299)).toBeUndefined();
});

test('only one of the two parts was scaled, whatever was learned', () => {
  const held = (sd: number) =>
    evidenceOf(unnormalizedInput, (run) => {
      run.validationData!.input = { min: 0, max: 255, mean: 120, sd };
    });
  expect(held(15.1 * 0.3)).toContain('only one was scaled');
  expect(held(14.9 * 0.3)).toBeUndefined();
});

test('units that died of it are its consequence', () => {
  const faults = diagnose(
    healthyRun((run) => {
      run.data.input = { min: 0, max: 255, mean: 120, sd: 70 };
      run.data.rows!.medianContrast = 60;
      run.initialLoss = 8;
      endWith(run, 0);
      standStill(run);
      setLayer(run, 'first', { later: { deadUnits: 1, zeros: 1, gradientNorm: 0 } });
    }),
  ).map(({ fault }) => fault);
  expect(faults).toEqual(['unnormalized-input']);
});

test('what an embedding takes are places in its table', () => {
  const first = (kind: string) =>
    evidenceOf(unnormalizedInput, (run) => {
      run.data.input.max = 255;
      run.model.layers[1]!.kind = kind;
      endWith(run, 0.6);
    });
  expect(first('Dense')).toBeDefined();
  expect(first('Embedding')).toBeUndefined();
});

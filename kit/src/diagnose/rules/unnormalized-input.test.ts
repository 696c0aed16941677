import { diagnose } from '../diagnose';
import { endWith, evidenceOf, healthyRun, setLayer, standStill } from './healthy-run.fixture';
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

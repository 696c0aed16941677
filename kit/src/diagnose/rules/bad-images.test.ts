import type { TrainingRun } from '../../train/run';
import { diagnose } from '../diagnose';
import { badImages } from './bad-images';
import { endWith, evidenceOf, healthyRun } from './healthy-run.fixture';

test('a tenth of the images blank is a finding, fewer are not', () => {
  const blank = (share: number) => evidenceOf(badImages, ({ data }) => (data.rows!.blank = share));
  expect(blank(0.1)).toContain('10 % of the images are blank');
  expect(blank(0.5)).toContain('of 400 images only 200 show something');
  expect(blank(0.09)).toBeUndefined();
});

test('washed out is a contrast below 0.15 of the spread of all values, where little is learned', () => {
  const washed = (contrast: number, accuracy: number) =>
    evidenceOf(badImages, (run) => {
      run.data.rows!.medianContrast = contrast * run.data.input.sd;
      endWith(run, accuracy);
    });
  expect(washed(0.14, 0.6)).toContain('14 % of the spread of all values: washed out');
  expect(washed(0.16, 0.6)).toBeUndefined();
  expect(washed(0.14, 0.97)).toBeUndefined();
});

test('a table is no image: its rows are not looked at', () => {
  expect(
    evidenceOf(badImages, ({ data }) => {
      data.inputShape = [64];
      data.rows!.blank = 0.5;
    }),
  ).toBeUndefined();
});

/** All that is found in a table with such a mishap, first in memory, then as JSON carries it. */
const inTable = (mishap: (run: TrainingRun) => void) => {
  const run = healthyRun((table) => {
    table.data.inputShape = [64];
    mishap(table);
  });
  return [run, JSON.parse(JSON.stringify(run))].map((one) =>
    diagnose(one).map(({ fault, evidence }) => `${fault}: ${evidence}`),
  );
};
const breaks = (run: TrainingRun) => {
  run.history.loss!.fill(Number.NaN);
  endWith(run, 0);
};

test('one row with a NaN is enough, in a table too, of training or of validation rows', () => {
  const said = 'rows with values that are no finite numbers: 1 of';
  for (const found of inTable(({ data }) => (data.rows!.notFinite = 1)))
    expect(found).toEqual([`bad-images: training ${said} 400`]);
  for (const found of inTable(({ validationData }) => (validationData!.rows!.notFinite = 1)))
    expect(found).toEqual([`bad-images: validation ${said} 200`]);
});

test('no finite number in any row is a column that was divided by 0; the steps are not to blame', () => {
  const found = inTable((run) => {
    breaks(run);
    run.data.rows!.notFinite = 400;
    run.data.input = { min: 0, max: Number.POSITIVE_INFINITY, mean: Number.NaN, sd: Number.NaN };
  });
  for (const [first, ...more] of found) {
    expect(first).toContain('bad-images: training rows with values that are no finite numbers: 400 of 400');
    expect(first).toContain('a whole column');
    expect(more).toEqual([]);
  }
});

test('a target that is missing, of numbers as of classes', () => {
  const found = inTable((run) => {
    breaks(run);
    delete run.data.classCounts;
    Object.assign(run.data.targets!, { kind: 'values', mean: Number.NaN, sd: Number.NaN, notFinite: 3 });
  });
  for (const one of found)
    expect(one).toEqual(['bad-images: training targets that are no finite numbers: 3 of 400']);
});

test('so is a contrast below 0.03 of a level that all images share', () => {
  const faint = (contrast: number, accuracy = 0.6, times = 1) =>
    evidenceOf(badImages, (run) => {
      run.data.input = { min: 0.45 * times, max: 0.55 * times, mean: 0.5 * times, sd: 0.02 * times };
      run.data.rows!.medianContrast = contrast * 0.5 * times;
      endWith(run, accuracy);
    });
  expect(faint(0.029)).toContain('the contrast of the median image is 2.9 % of the level, 0.5: washed out');
  expect(faint(0.031)).toBeUndefined();
  expect(faint(0.029, 0.97)).toBeUndefined();
  expect(faint(0.029, 0.6, 255)).toBeUndefined();
});

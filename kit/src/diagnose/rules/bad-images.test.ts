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

test('one row with a NaN is enough, in a table too', () => {
  const [finding] = diagnose(
    healthyRun(({ data }) => {
      data.inputShape = [64];
      data.rows!.notFinite = 1;
    }),
  );
  expect(finding).toMatchObject({ fault: 'bad-images', evidence: expect.stringContaining('1 rows have') });
});

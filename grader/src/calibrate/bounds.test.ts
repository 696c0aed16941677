import { upperBound } from './bounds';

test.each([1, 10, 60])(
  'without an error in %i runs the bound is where none happens in 5 %% of cases',
  (n) => {
    expect(upperBound(0, n)).toBeCloseTo(1 - 0.05 ** (1 / n), 10);
  },
);

// scipy 1.17.1: beta.ppf(0.95, errors + 1, runs - errors), which is Clopper and Pearson's upper end.
test.each([
  [1, 10, 0.39416330243650466],
  [2, 20, 0.28261852488586087],
  [5, 10, 0.7775588989918706],
  [3, 60, 0.12418721047743608],
])('%i errors in %i runs are bounded by %d', (errors, runs, expected) => {
  expect(upperBound(errors, runs)).toBeCloseTo(expected, 10);
});

test('where every run errs, the bound is 1', () => {
  expect(upperBound(10, 10)).toBe(1);
});

import { median as reference } from 'mathjs';
import { median, ratio } from './statistics';

test('the median is mathjs’s, for odd and even counts in any order', () => {
  for (const values of [[3], [2, 1], [0.9, 0.2, 0.5], [5, 1, 4, 2], [7, 7, 1, 9, 3, 2, 10]])
    expect(median(values)).toBeCloseTo(reference(values), 12);
});

test('the median leaves its argument as it was', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

test.each([[[]], [[1, Number.NaN]]])('the median of %j is an error that says what came', (values) => {
  expect(() => median(values)).toThrow(/^median: expected at least one finite number, got \[/);
});

test('a ratio with something not measured is not measured', () => {
  expect(ratio(3, 2)).toBe(1.5);
  expect(ratio(null, 2)).toBeNull();
  expect(ratio(3, null)).toBeNull();
});

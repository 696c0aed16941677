import { accuracy } from './accuracy';

test('a probability strictly above the threshold is class 1, as in Keras', () => {
  expect(accuracy([1, 0, 1, 0], [0.9, 0.5, 0.5, 0.1])).toBe(0.75);
  expect(accuracy([1, 0], [0.3, 0.1], 0.2)).toBe(1);
});

test('NaN is never right for class 1', () => {
  expect(accuracy([1, 1], [Number.NaN, 0.9])).toBe(0.5);
});

test.each([
  [[1], [1, 0]],
  [[], []],
])('%p against %p is an error', (labels, predictions) => {
  expect(() => accuracy(labels, predictions)).toThrow('accuracy: expected as many predictions as labels');
});

import { accuracy } from './accuracy';

test('a probability strictly above the threshold is class 1, as in Keras', () => {
  expect(accuracy([1, 0, 1, 0], [0.9, 0.5, 0.5, 0.1])).toBe(0.75);
  expect(accuracy([1, 0], [0.3, 0.1], 0.2)).toBe(1);
});

test('predictions that are all whole numbers are labels, of any number of classes', () => {
  expect(accuracy([0, 1, 2, 2], [0, 1, 1, 2])).toBe(0.75);
  expect(accuracy([0, 1], [2, 1])).toBe(0.5);
});

test('a threshold makes whole numbers scores', () => {
  expect(accuracy([1, 0], [3, -2], 0)).toBe(1);
});

test('NaN is never right for class 1', () => {
  expect(accuracy([1, 1], [Number.NaN, 0.9])).toBe(0.5);
});

test.each([
  [[1], [1, 0], 'accuracy: yPred: expected one for each of 1 labels, got 2'],
  [[], [], 'accuracy: yTrue: expected at least one value, got none'],
  [[0.5], [1], 'accuracy: yTrue: expected whole numbers as labels, got 0.5 at 0'],
])('%p against %p is an error', (labels, predictions, message) => {
  expect(() => accuracy(labels, predictions)).toThrow(message);
});

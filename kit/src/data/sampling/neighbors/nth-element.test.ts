import { goldens } from '../sampling.fixture';
import type { Before } from './heap-select';
import { nthElement } from './nth-element';

function halved(values: number[]): Int32Array {
  const order = Int32Array.from(values.keys());
  const before: Before = (a, b) => values[a]! < values[b]! || (values[a] === values[b] && a < b);
  nthElement(order, 0, values.length >> 1, values.length, before);
  return order;
}

test.each(goldens.halvings)("$name: the order in scikit-learn's tree", ({ values, order }) => {
  expect(Array.from(halved(values))).toEqual(order);
});

test('only the stretch that is asked for moves', () => {
  const order = Int32Array.of(9, 5, 3, 1, 4, 2, 0);
  nthElement(order, 1, 3, 6, (a, b) => a < b);
  expect(order[0]).toBe(9);
  expect(order[6]).toBe(0);
  expect(order[3]).toBe(3);
  expect(Array.from(order.subarray(1, 3)).sort()).toEqual([1, 2]);
});

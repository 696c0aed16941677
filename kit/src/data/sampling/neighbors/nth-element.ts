import { type Before, heapSelect } from './heap-select';

/**
 * Reorders `order[first … last)` so that place `nth` holds the row that sorting would put there, the rows
 * before it on its left, the others on its right (quickselect with a median of three; Musser's introselect).
 *
 * The order it leaves *within* the two sides is that of the C++ library with which scikit-learn builds its
 * trees: a tree's leaves are searched in that order, which decides between rows that are equally distant.
 */
export function nthElement(
  order: Int32Array,
  first: number,
  nth: number,
  last: number,
  before: Before,
): void {
  let left = first;
  let right = last;
  let depth = 2 * Math.floor(Math.log2(last - first));
  while (right - left > 3 && depth-- > 0) {
    medianToFirst(order, left, right, before);
    const cut = partition(order, left, right, before);
    if (cut <= nth) left = cut;
    else right = cut;
  }
  if (right - left <= 3) {
    order.subarray(left, right).sort((a, b) => (before(a, b) ? -1 : 1));
    return;
  }
  heapSelect(order, left, nth + 1, right, before);
  swap(order, left, nth);
}

function medianToFirst(order: Int32Array, left: number, right: number, before: Before): void {
  const a = left + 1;
  const b = left + ((right - left) >> 1);
  const c = right - 1;
  swap(order, left, medianOf(order, a, b, c, before));
}

function medianOf(order: Int32Array, a: number, b: number, c: number, before: Before): number {
  const less = (p: number, q: number) => before(order[p]!, order[q]!);
  const [low, high] = less(a, b) ? [a, b] : [b, a];
  if (less(high, c)) return high;
  return less(low, c) ? c : low;
}

/** Divides the rows after `left` by the row at `left`, and returns where the right side begins. */
function partition(order: Int32Array, left: number, right: number, before: Before): number {
  const pivot = order[left]!;
  let up = left + 1;
  let down = right;
  for (;;) {
    while (before(order[up]!, pivot)) up++;
    do down--;
    while (before(pivot, order[down]!));
    if (up >= down) return up;
    swap(order, up++, down);
  }
}

function swap(order: Int32Array, a: number, b: number): void {
  const row = order[a]!;
  order[a] = order[b]!;
  order[b] = row;
}

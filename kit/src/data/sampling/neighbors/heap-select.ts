/** Whether row `a` comes before row `b`; rows never tie. */
export type Before = (a: number, b: number) => boolean;

/**
 * Moves to the front of `order[first … last)`, as a heap with the latest at its root, the rows that sorting
 * would put before `end`; the rest follows. What quickselect falls back on where its pivots are poor.
 */
export function heapSelect(
  order: Int32Array,
  first: number,
  end: number,
  last: number,
  before: Before,
): void {
  const heap = order.subarray(first, end);
  for (let root = (heap.length - 2) >> 1; root >= 0; root--) sink(heap, root, heap[root]!, before);
  for (let at = end; at < last; at++) {
    const row = order[at]!;
    if (!before(row, heap[0]!)) continue;
    order[at] = heap[0]!;
    sink(heap, 0, row, before);
  }
}

/** Fills the hole at `root`: later children move up all the way, then `row` climbs from the bottom. */
function sink(heap: Int32Array, root: number, row: number, before: Before): void {
  let hole = root;
  for (let child = 2 * hole + 1; child < heap.length; child = 2 * hole + 1) {
    if (child + 1 < heap.length && !before(heap[child + 1]!, heap[child]!)) child++;
    heap[hole] = heap[child]!;
    hole = child;
  }
  while (hole > root && before(heap[(hole - 1) >> 1]!, row)) {
    heap[hole] = heap[(hole - 1) >> 1]!;
    hole = (hole - 1) >> 1;
  }
  heap[hole] = row;
}

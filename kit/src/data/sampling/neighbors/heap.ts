/** The k nearest rows of each query, nearest first: [queries, k], row-major. */
export interface Neighbors {
  k: number;
  /** Row numbers among the points searched. */
  indices: Int32Array;
  /** Squared Euclidean distances. */
  squared: Float64Array;
}

/** Room for the neighbors of `queries` rows, every place still infinitely far. */
export function emptyNeighbors(queries: number, k: number): Neighbors {
  return { k, indices: new Int32Array(queries * k), squared: new Float64Array(queries * k).fill(Infinity) };
}

/**
 * Offers one row to a query's neighbors, which are a binary heap with the farthest at the root.
 *
 * A row as far as the root is refused, so which of several equally distant rows stays, and in which order
 * they leave `sortNearest`, follows from the order of the offers. The steps are those of scikit-learn's
 * heap, since its samplers' results depend on them at ties.
 */
export function offer(
  { k, indices, squared }: Neighbors,
  query: number,
  distance: number,
  row: number,
): void {
  const root = query * k;
  if (distance >= squared[root]!) return;
  let at = root;
  for (;;) {
    const child = fartherChild(squared, root, at, k);
    if (child < 0 || distance >= squared[child]!) break;
    squared[at] = squared[child]!;
    indices[at] = indices[child]!;
    at = child;
  }
  squared[at] = distance;
  indices[at] = row;
}

/** Turns each query's heap into a list, nearest first. */
export function sortNearest(neighbors: Neighbors): void {
  for (let at = 0; at < neighbors.indices.length; at += neighbors.k) sort(neighbors, at, at + neighbors.k);
}

function fartherChild(squared: Float64Array, root: number, at: number, k: number): number {
  const left = 2 * at - root + 1;
  const right = left + 1;
  if (left >= root + k) return -1;
  return right < root + k && squared[right]! > squared[left]! ? right : left;
}

// Not the platform's sort: equal distances must come out as scikit-learn's quicksort leaves them.
function sort(neighbors: Neighbors, from: number, to: number): void {
  const size = to - from;
  if (size < 4) {
    sortFew(neighbors, from, size);
    return;
  }
  const pivot = partition(neighbors, from, to - 1);
  sort(neighbors, from, pivot);
  sort(neighbors, pivot + 1, to);
}

function sortFew(neighbors: Neighbors, from: number, size: number): void {
  if (size > 1) exchange(neighbors, from, from + 1);
  if (size > 2 && exchange(neighbors, from + 1, from + 2)) exchange(neighbors, from, from + 1);
}

/** Puts the median of the first, middle and last last, divides by it, and returns where it went. */
function partition(neighbors: Neighbors, first: number, last: number): number {
  const middle = first + ((last - first + 1) >> 1);
  exchange(neighbors, first, last);
  if (exchange(neighbors, last, middle)) exchange(neighbors, first, last);
  const pivot = neighbors.squared[last]!;
  let store = first;
  for (let at = first; at < last; at++) {
    if (neighbors.squared[at]! < pivot) swap(neighbors, at, store++);
  }
  swap(neighbors, store, last);
  return store;
}

/** Swaps two places when the first holds the farther row; says whether it did. */
function exchange(neighbors: Neighbors, a: number, b: number): boolean {
  if (neighbors.squared[a]! <= neighbors.squared[b]!) return false;
  swap(neighbors, a, b);
  return true;
}

function swap({ indices, squared }: Neighbors, a: number, b: number): void {
  const index = indices[a]!;
  const distance = squared[a]!;
  indices[a] = indices[b]!;
  squared[a] = squared[b]!;
  indices[b] = index;
  squared[b] = distance;
}

import { emptyNeighbors, type Neighbors, offer, sortNearest } from './heap';
import type { Points } from './points';
import type { Scores } from './scores';
import { emptyCandidates, screenRow } from './screen';

/** Up to this many queries, and no more than points, scikit-learn merges partial results. */
const MERGED_QUERIES = 1024;

/** Coordinates summed between two looks at whether the row can still be among the nearest. */
const STRIDE = 16;

/**
 * Finds the k nearest points of each query by the distance to every one: where a tree does not pay, for
 * there are many columns or k is of the order of the number of points.
 *
 * With scores, points that they rule out are passed over. Every distance that counts is computed in double
 * precision either way, so the neighbors are the same.
 *
 * Ties fall as in scikit-learn's brute force on one thread. (On several threads, and more than 256 points,
 * its own choice depends on their number.)
 */
export function searchAll(points: Points, queries: Points, k: number, scores?: Scores): Neighbors {
  const found = emptyNeighbors(queries.rows, k);
  const merged = queries.rows <= Math.min(points.rows, MERGED_QUERIES);
  const candidates = emptyCandidates(scores ? points.rows : 0);
  for (let q = 0; q < queries.rows; q++) {
    if (scores && screenRow(scores, points, queries, q, found, candidates)) continue;
    searchRow(points, queries, q, found);
    if (merged) merge(found, q);
  }
  sortNearest(found);
  return found;
}

function searchRow(points: Points, queries: Points, q: number, found: Neighbors): void {
  for (let row = 0; row < points.rows; row++) {
    const limit = found.squared[q * found.k]!;
    offer(found, q, distanceBelow(queries, q, points, row, limit), row);
  }
}

/** The squared distance, or a partial sum of it that has reached the limit already. */
function distanceBelow(a: Points, i: number, b: Points, j: number, limit: number): number {
  const { columns } = a;
  const p = i * columns;
  const q = j * columns;
  let sum = 0;
  for (let c = 0; c < columns && sum < limit; ) {
    const stop = Math.min(c + STRIDE, columns);
    for (; c < stop; c++) {
      const difference = a.values[p + c]! - b.values[q + c]!;
      sum += difference * difference;
    }
  }
  return sum;
}

/** Offers a query's neighbors, as they lie in its heap, to an empty heap: what merging one part does. */
function merge(found: Neighbors, q: number): void {
  const { k, indices, squared } = found;
  const part = { indices: indices.slice(q * k, (q + 1) * k), squared: squared.slice(q * k, (q + 1) * k) };
  squared.fill(Infinity, q * k, (q + 1) * k);
  for (let i = 0; i < k; i++) offer(found, q, part.squared[i]!, part.indices[i]!);
}

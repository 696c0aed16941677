import { emptyNeighbors, type Neighbors, offer, sortNearest } from './heap';
import { type Points, squaredDistance } from './points';
import type { Scores } from './scores';

/**
 * Finds one query's neighbors among the points whose score does not rule them out, by exact distances.
 *
 * @returns false where only the full search can tell: neighbors are equally far, or scores are less exact
 * than promised.
 */
export function screenRow(
  scores: Scores,
  points: Points,
  queries: Points,
  q: number,
  found: Neighbors,
): boolean {
  const row = scores.of(q);
  const limit = farthestOfBest(scores, row, points, queries, q, found.k);
  if (limit === undefined) return false;
  const highest = scores.at(q, limit) + scores.error(q, limit);
  // One more than wanted, to see a tie with the first that is left out.
  const best = emptyNeighbors(1, found.k + 1);
  for (let j = 0; j < row.length; j++) {
    if (row[j]! <= highest) offer(best, 0, squaredDistance(queries, q, points, j), j);
  }
  sortNearest(best);
  if (hasTie(best)) return false;
  found.indices.set(best.indices.subarray(0, found.k), q * found.k);
  found.squared.set(best.squared.subarray(0, found.k), q * found.k);
  return true;
}

/** The largest exact distance among the k rows of lowest score: no neighbor is farther. */
function farthestOfBest(
  scores: Scores,
  row: Float32Array,
  points: Points,
  queries: Points,
  q: number,
  k: number,
): number | undefined {
  const best = emptyNeighbors(1, k);
  for (let j = 0; j < row.length; j++) {
    if (row[j]! < best.squared[0]!) offer(best, 0, row[j]!, j);
  }
  let farthest = 0;
  for (let i = 0; i < k; i++) {
    const squared = squaredDistance(queries, q, points, best.indices[i]!);
    const off = Math.abs(best.squared[i]! - scores.at(q, squared));
    if (!(off <= scores.error(q, squared))) return undefined;
    farthest = Math.max(farthest, squared);
  }
  return farthest;
}

function hasTie({ squared }: Neighbors): boolean {
  return squared.some((value, i) => value === squared[i + 1]);
}

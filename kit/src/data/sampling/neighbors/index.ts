import { searchAll } from './brute-force';
import type { Neighbors } from './heap';
import { searchTree } from './kd-tree';
import type { Points } from './points';
import { pairScores } from './scores';

export type { Neighbors } from './heap';
export { type Points, takePoints } from './points';

/** Beyond this many columns a tree prunes too little. */
const TREE_COLUMNS = 15;

/**
 * Finds the k nearest points of each query by Euclidean distance, nearest first, as scikit-learn's
 * `NearestNeighbors` with its default settings. A query that is itself a point finds itself, at distance 0.
 *
 * Ties: scikit-learn does not order equally distant rows by number; which one it keeps follows from the
 * order in which its heap is offered them. Both its searches are followed here step by step, the tree for up
 * to 15 columns and brute force beyond (or for k of at least half the points), so ties fall as they do there
 * whenever the distances are exact (whole numbers, say). In brute force scikit-learn expands
 * |a - b|² = |a|² - 2ab + |b|², whose rounding decides between rows that are equally distant only in theory;
 * here it is computed from the differences.
 *
 * @param k at most `points.rows`.
 * @param planned the k that chooses between the searches; default `k`.
 * @returns row numbers among the points and squared distances, each [queries, k].
 */
export function nearestNeighbors(points: Points, queries: Points, k: number, planned = k): Neighbors {
  const tree = points.columns <= TREE_COLUMNS && planned < Math.floor(points.rows / 2);
  if (tree) return searchTree(points, queries, k);
  return searchAll(points, queries, k, pairScores(points, queries));
}

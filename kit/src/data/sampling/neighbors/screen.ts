import { emptyNeighbors, type Neighbors, offer, sortNearest } from './heap';
import { type Points, squaredDistance } from './points';
import type { Scores } from './scores';

/** Points that a query's scores do not rule out, and how far above its k lowest scores they were looked for. */
export interface Candidates {
  /** Row numbers, ascending; the first `count` are meant. */
  rows: Int32Array;
  count: number;
  /** From one query to the next: how far above the k-th lowest score a neighbor's may be. */
  margin: number;
}

/** Room for the candidates among so many points; at first every point is one. */
export function emptyCandidates(points: number): Candidates {
  return { rows: new Int32Array(points), count: 0, margin: Infinity };
}

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
  candidates: Candidates = emptyCandidates(points.rows),
): boolean {
  const row = scores.of(q);
  const lowest = lowestScores(row, found.k, candidates);
  const limit = farthestOf(lowest, scores, points, queries, q);
  if (limit === undefined) return false;
  const highest = scores.at(q, limit) + scores.error(q, limit);
  // The margin, of the query before, may be too small for this one.
  if (highest > lowest.squared[0]! + candidates.margin) everyPoint(candidates);
  candidates.margin = 4 * (highest - lowest.squared[0]!);
  // One more than wanted, to see a tie with the first that is left out.
  const best = emptyNeighbors(1, found.k + 1);
  for (let i = 0; i < candidates.count; i++) {
    const j = candidates.rows[i]!;
    if (row[j]! <= highest) offer(best, 0, squaredDistance(queries, q, points, j), j);
  }
  sortNearest(best);
  if (hasTie(best)) return false;
  found.indices.set(best.indices.subarray(0, found.k), q * found.k);
  found.squared.set(best.squared.subarray(0, found.k), q * found.k);
  return true;
}

/** The k lowest scores as a heap; notes as candidates all that were at most the margin above the k-th so far. */
function lowestScores(row: Float32Array, k: number, candidates: Candidates): Neighbors {
  const lowest = emptyNeighbors(1, k);
  const { rows, margin } = candidates;
  let count = 0;
  let highest = Infinity;
  for (let j = 0; j < row.length; j++) {
    // Nearly all scores are too high: they are passed by four at a time.
    while (
      j + 4 <= row.length &&
      row[j]! > highest &&
      row[j + 1]! > highest &&
      row[j + 2]! > highest &&
      row[j + 3]! > highest
    )
      j += 4;
    if (j === row.length) break;
    if (row[j]! > highest) continue;
    rows[count++] = j;
    offer(lowest, 0, row[j]!, j);
    highest = lowest.squared[0]! + margin;
  }
  candidates.count = count;
  return lowest;
}

function everyPoint(candidates: Candidates): void {
  candidates.count = candidates.rows.length;
  for (let j = 0; j < candidates.count; j++) candidates.rows[j] = j;
}

/** The largest exact distance among the rows of lowest score: no neighbor is farther. */
function farthestOf(
  lowest: Neighbors,
  scores: Scores,
  points: Points,
  queries: Points,
  q: number,
): number | undefined {
  let farthest = 0;
  for (let i = 0; i < lowest.k; i++) {
    const squared = squaredDistance(queries, q, points, lowest.indices[i]!);
    const off = Math.abs(lowest.squared[i]! - scores.at(q, squared));
    if (!(off <= scores.error(q, squared))) return undefined;
    farthest = Math.max(farthest, squared);
  }
  return farthest;
}

function hasTie({ squared }: Neighbors): boolean {
  return squared.some((value, i) => value === squared[i + 1]);
}

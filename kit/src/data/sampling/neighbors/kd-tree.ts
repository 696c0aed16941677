import { emptyNeighbors, type Neighbors, offer, sortNearest } from './heap';
import { nthElement } from './nth-element';
import { type Points, squaredDistance } from './points';

const LEAF_SIZE = 30;

/** A k-d tree: node i halves into nodes 2i+1 and 2i+2 across its widest column (Bentley, 1975). */
interface KdTree {
  points: Points;
  /** Row numbers; each node owns the stretch from `starts` to `ends`. */
  order: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  /** Smallest and largest coordinates of each node: [nodes, columns]. */
  low: Float64Array;
  high: Float64Array;
}

/**
 * Finds the k nearest points of each query with a k-d tree: far fewer distances than one by one where
 * there are few columns. Splits, leaves (30 to 60 rows) and the order of search are those of scikit-learn's
 * `KDTree`, so that ties fall as they do there.
 */
export function searchTree(points: Points, queries: Points, k: number): Neighbors {
  const tree = buildTree(points);
  const found = emptyNeighbors(queries.rows, k);
  for (let q = 0; q < queries.rows; q++)
    descend(tree, 0, queries, q, found, boxDistance(tree, 0, queries, q));
  sortNearest(found);
  return found;
}

function buildTree(points: Points): KdTree {
  const levels = Math.floor(Math.log2(Math.max(1, (points.rows - 1) / LEAF_SIZE)) + 1);
  const nodes = 2 ** levels - 1;
  const tree: KdTree = {
    points,
    order: Int32Array.from({ length: points.rows }, (_, i) => i),
    starts: new Int32Array(nodes),
    ends: new Int32Array(nodes),
    low: new Float64Array(nodes * points.columns).fill(Infinity),
    high: new Float64Array(nodes * points.columns).fill(-Infinity),
  };
  buildNode(tree, 0, 0, points.rows);
  return tree;
}

function buildNode(tree: KdTree, node: number, start: number, end: number): void {
  tree.starts[node] = start;
  tree.ends[node] = end;
  for (let at = start; at < end; at++) stretchBox(tree, node, tree.order[at]!);
  if (isLeaf(tree, node)) return;
  const { values, columns } = tree.points;
  const column = widestColumn(tree, node);
  const middle = start + ((end - start) >> 1);
  nthElement(tree.order, start, middle, end, (a, b) => {
    const difference = values[a * columns + column]! - values[b * columns + column]!;
    return difference < 0 || (difference === 0 && a < b);
  });
  buildNode(tree, 2 * node + 1, start, middle);
  buildNode(tree, 2 * node + 2, middle, end);
}

function isLeaf({ starts }: KdTree, node: number): boolean {
  return 2 * node + 1 >= starts.length;
}

function stretchBox({ points: { values, columns }, low, high }: KdTree, node: number, row: number): void {
  for (let c = 0; c < columns; c++) {
    const value = values[row * columns + c]!;
    const at = node * columns + c;
    if (value < low[at]!) low[at] = value;
    if (value > high[at]!) high[at] = value;
  }
}

function widestColumn({ points: { columns }, low, high }: KdTree, node: number): number {
  let widest = 0;
  let width = 0;
  for (let c = 0; c < columns; c++) {
    const spread = high[node * columns + c]! - low[node * columns + c]!;
    if (spread <= width) continue;
    width = spread;
    widest = c;
  }
  return widest;
}

/** Squared distance from a query to a node's box, 0 inside it: no row of the node is nearer. */
function boxDistance({ low, high }: KdTree, node: number, queries: Points, q: number): number {
  const { values, columns } = queries;
  let sum = 0;
  for (let c = 0; c < columns; c++) {
    const value = values[q * columns + c]!;
    const outside = Math.max(low[node * columns + c]! - value, value - high[node * columns + c]!, 0);
    sum += outside * outside;
  }
  return sum;
}

function descend(
  tree: KdTree,
  node: number,
  queries: Points,
  q: number,
  found: Neighbors,
  bound: number,
): void {
  if (bound > found.squared[q * found.k]!) return;
  if (isLeaf(tree, node)) searchLeaf(tree, node, queries, q, found);
  else descendBoth(tree, 2 * node + 1, queries, q, found);
}

/** Searches the nearer of two sibling nodes first. */
function descendBoth(tree: KdTree, left: number, queries: Points, q: number, found: Neighbors): void {
  const leftBound = boxDistance(tree, left, queries, q);
  const rightBound = boxDistance(tree, left + 1, queries, q);
  if (leftBound <= rightBound) {
    descend(tree, left, queries, q, found, leftBound);
    descend(tree, left + 1, queries, q, found, rightBound);
  } else {
    descend(tree, left + 1, queries, q, found, rightBound);
    descend(tree, left, queries, q, found, leftBound);
  }
}

function searchLeaf(tree: KdTree, node: number, queries: Points, q: number, found: Neighbors): void {
  for (let at = tree.starts[node]!; at < tree.ends[node]!; at++) {
    const row = tree.order[at]!;
    offer(found, q, squaredDistance(queries, q, tree.points, row), row);
  }
}

import { type Dataset, datasets, tf, toTensor } from 'unstuck';
import { type Generator, generator, normal, permutation } from 'unstuck/random';
import type { Parts, Rows } from './question';

/** Points in the plane, [n, 2], with a class each. */
export interface Points {
  points: number[][];
  labels: number[];
}

/** Gaussian clouds around centres, in random order. */
export function clouds(seed: number, centres: number[][], counts: number[], sd: number): Points {
  const draw = generator(seed);
  const rows = centres.flatMap((centre, label) =>
    Array.from({ length: counts[label]! }, () => ({
      label,
      point: centre.map((value) => value + sd * normal(draw)),
    })),
  );
  const order = permutation(rows.length, draw).map((i) => rows[i]!);
  return { points: order.map(({ point }) => point), labels: order.map(({ label }) => label) };
}

/** The four corners of exclusive or, with a little noise. */
export function exclusiveOr(seed: number, perCorner: number): Points {
  const corners = [
    [0, 0],
    [1, 1],
    [0, 1],
    [1, 0],
  ];
  const { points, labels } = clouds(seed, corners, repeatNumber(perCorner, 4), 0.12);
  return { points, labels: labels.map((corner) => (corner < 2 ? 0 : 1)) };
}

/** Two spirals that turn around each other once. */
export function spirals(seed: number, perClass: number): Points {
  const draw = generator(seed);
  const rows = permutation(2 * perClass, draw).map((i) => {
    const label = i % 2;
    const t = (1 + 5 * draw()) * (label ? 1 : -1);
    const angle = Math.abs(t);
    return { label, point: [(t * Math.cos(angle)) / 4, (t * Math.sin(angle)) / 4] };
  });
  return { points: rows.map(({ point }) => point), labels: rows.map(({ label }) => label) };
}

/** Houses: square metres, rooms, year, distance; and the price they fetch. */
export function houses(seed: number, n: number): { points: number[][]; prices: number[] } {
  const draw = generator(seed);
  const points = Array.from({ length: n }, () => {
    const area = 40 + 160 * draw();
    return [area, Math.round(area / 30 + draw()), 1920 + Math.round(100 * draw()), 20 * draw()];
  });
  const prices = points.map(
    ([area, rooms, year, way]) =>
      3000 * area! + 9000 * rooms! + 400 * (year! - 1920) - 4000 * way! + 9000 * normal(draw),
  );
  return { points, prices };
}

const repeatNumber = (value: number, n: number) => new Array<number>(n).fill(value);

export const column = (values: number[]) => tf.tensor2d(values, [values.length, 1]);

export const oneHot = (labels: number[], classes: number) =>
  tf.oneHot(tf.tensor1d(labels, 'int32'), classes, 1, 0, 'float32');

/** Points with labels as one column, or as one-hot where `classes` is given. */
export function table({ points, labels }: Points, classes?: number): Rows {
  return { x: tf.tensor2d(points), y: classes ? oneHot(labels, classes) : column(labels) };
}

/** A data set as tensors, pixels divided by `by`. */
export function pictures({ x, y }: Dataset, by = 255, classes?: number): Rows {
  const labels = [...y.values];
  return { x: toTensor(x).div(by), y: classes ? oneHot(labels, classes) : column(labels) };
}

/** The first rows to train on, the rest held out: what `validationSplit` does. */
export function split({ x, y }: Rows, held: number): Parts {
  const rows = x.shape[0]! - held;
  return {
    x: tf.slice(x, 0, rows),
    y: tf.slice(y, 0, rows),
    held: { x: tf.slice(x, rows), y: tf.slice(y, rows) },
  };
}

/** The digits, pixels from 0 to 16 divided by `by`, 700 rows of them 200 held out. */
export function digits(by = 16): Parts {
  const { x, y } = datasets.digits();
  const rows = pictures({ x, y } as Dataset, by, 10);
  return split({ x: tf.slice(rows.x, 0, 700), y: tf.slice(rows.y, 0, 700) }, 200);
}

/** Each column less its mean, over its standard deviation. */
export function standardized(points: number[][], by: number[][] = points): number[][] {
  const columns = by[0]!.map((_, i) => by.map((row) => row[i]!));
  const means = columns.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
  const sds = columns.map((values, i) =>
    Math.sqrt(values.reduce((sum, value) => sum + (value - means[i]!) ** 2, 0) / values.length),
  );
  return points.map((row) => row.map((value, i) => (value - means[i]!) / sds[i]!));
}

const numbers = (n: number, draw: Generator) => Array.from({ length: n }, () => normal(draw));

/** Rows of `columns` normal numbers, with a target each. */
export function measured(
  n: number,
  columns: number,
  draw: Generator,
  target: (x: number[]) => number[],
): Rows & { points: number[][]; targets: number[][] } {
  const points = Array.from({ length: n }, () => numbers(columns, draw));
  const targets = points.map(target);
  return { points, targets, x: tf.tensor2d(points), y: tf.tensor2d(targets) };
}

/** Each column over its own least and most. */
export function minMaxed(points: number[][]): number[][] {
  const ends = points[0]!.map((_, i) => {
    const values = points.map((row) => row[i]!);
    return [Math.min(...values), Math.max(...values)] as const;
  });
  return points.map((row) => row.map((value, i) => (value - ends[i]![0]) / (ends[i]![1] - ends[i]![0])));
}

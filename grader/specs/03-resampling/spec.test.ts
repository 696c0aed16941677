import { judgeTraining, lesson } from '@unstuck/grader/judge';
import { type Generator, generator, normal } from 'unstuck/random';
import { q2 } from './tasks';

interface Rows {
  x: number[][];
  y: number[];
}

const { question } = lesson('03-resampling');

question('q1', async (answer, { seed }) => {
  const draw = generator(seed);
  const drawn = [1, 2, 2, 3, 5, 2].map((columns) => overlapping(draw, 24, columns));
  const sets = [ONE_SIDED, ONE_CLASS, THREE_CLASSES, OTHER_DISTANCES, OTHER_SCALES, FAR_APART, ...drawn];
  const cases = sets.map(({ x, y }) => ({
    call: `tomekLinks(x, y) of ${x.length} rows with ${x[0]!.length} columns`,
    expected: tomekLinks(x, y),
  }));
  const results = await answer.call(
    'tomekLinks',
    sets.map(({ x, y }) => [x, y]),
  );
  expect(results).toMatchReference(cases);
});

question('q2', judgeTraining(q2));

question('q3', async (answer) => {
  const faults = { A: 'overfitting', B: 'train-test-overlap', C: 'class-imbalance' };
  expect(await answer.value('diagnosis')).toNameFaults(faults);
});

question('q4', async (answer, { seed }) => {
  const draw = generator(seed);
  const points = Array.from({ length: 12 }, (_, i) => ({
    v: Number((0.05 + 0.9 * draw()).toFixed(2)),
    m: 2 + (i % 9),
  }));
  const formula = await answer.value('chanceOfTwin');
  expect(formula).toEqualFormula('1 - v ^ (m - 1)', { points, derivativeBy: 'v' });
});

/** Rows 2 and 3 are a link; row 4 has row 3 for its nearest, which has not row 4. */
const ONE_SIDED: Rows = { x: [[0], [2.5], [5], [6], [7.5], [20]], y: [0, 0, 0, 1, 0, 1] };

/** Each other's nearest, but of one class: no link. */
const ONE_CLASS: Rows = {
  x: [
    [0, 0],
    [0, 1],
    [10, 0],
    [10, 2],
  ],
  y: [0, 0, 1, 1],
};

/** Rows 0 and 1, rows 2 and 3, and rows 4 and 5 are links, whatever their classes are called. */
const THREE_CLASSES: Rows = {
  x: [
    [0, 0],
    [0, 1],
    [1000, 0],
    [1000, 2.5],
    [0, 5000],
    [3, 5000],
    [-700, 0],
    [-700, 4],
  ],
  y: [0, 2, 2, 1, 1, 0, 2, 2],
};

/** Rows 0 and 1, and rows 3 and 4: not by the sum of the columns' distances, and not by the largest of them. */
const OTHER_DISTANCES: Rows = {
  x: [
    [0, 0],
    [3, 3],
    [0, -5],
    [1000, 0],
    [1004, 0],
    [996.5, 3.5],
  ],
  y: [0, 1, 0, 0, 1, 0],
};

/** Rows 0 and 1, and rows 3 and 4: whoever divides each column by its deviation first finds row 2 nearer to row 0. */
const OTHER_SCALES: Rows = {
  x: [
    [0, 0],
    [2, 0],
    [0, 3],
    [0, 1000],
    [1.5, 1003],
  ],
  y: [0, 1, 1, 0, 1],
};

/** No distance is too large to be the least. */
const FAR_APART: Rows = { x: [[0], [5000]], y: [0, 1] };

function overlapping(draw: Generator, rows: number, columns: number): Rows {
  const y = Array.from({ length: rows }, () => (draw() < 0.4 ? 1 : 0));
  return { x: y.map((label) => Array.from({ length: columns }, () => normal(draw) + label)), y };
}

/** By the definition, pair by pair: no third row is nearer to either of the two. */
function tomekLinks(x: number[][], y: number[]): number[] {
  const squared = (i: number, j: number) =>
    x[i]!.reduce((sum, value, column) => sum + (value - x[j]![column]!) ** 2, 0);
  const isNearest = (i: number, j: number) =>
    x.every((_, other) => other === i || other === j || squared(i, other) > squared(i, j));
  const linked = new Set<number>();
  for (let i = 0; i < x.length; i++)
    for (let j = i + 1; j < x.length; j++)
      if (y[i] !== y[j] && isNearest(i, j) && isNearest(j, i)) linked.add(i).add(j);
  return [...linked].sort((a, b) => a - b);
}

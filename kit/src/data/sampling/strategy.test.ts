import { countLabels } from './sample';
import { goldens } from './sampling.fixture';
import { classesToClean, rowsToAdd, rowsToKeep } from './strategy';

test.each(goldens.strategies)('$name: as imbalanced-learn', ({ kind, y, strategy, targets, error }) => {
  const counts = countLabels(Float64Array.from(y));
  const read = (): unknown => {
    if (kind === 'over-sampling') return [...rowsToAdd('Sampler: samplingStrategy', strategy, counts)];
    if (kind === 'under-sampling') return [...rowsToKeep('Sampler: samplingStrategy', strategy, counts)];
    return classesToClean('Sampler: samplingStrategy', strategy, counts);
  };
  if (error) expect(read).toThrow(/^Sampler: samplingStrategy: /);
  else
    expect(read()).toEqual(kind === 'clean-sampling' ? new Set(targets!.map(([label]) => label)) : targets);
});

const counts = new Map([
  [0, 8],
  [1, 3],
]);

test.each([
  ['most', 'S: expected "auto", "minority", "notMinority", "notMajority" or "all", got "most"'],
  [0, 'S: expected a ratio in (0, 1], got 0'],
  [0.2, 'S: the classes are at ratio 0.375 already; take one above it, got 0.2'],
  [{ 7: 9 }, 'S: class 7 is not in y, which has the classes 0,1'],
  [{ 1: 4.5 }, 'S: expected a whole number >= 0 for class 1, got 4.5'],
  [{ 1: 2 }, 'S: over-sampling removes no rows: class 1 has 3, got 2; take at least 3'],
])('over-sampling to %j says what is wrong', (strategy, message) => {
  expect(() => rowsToAdd('S', strategy as never, counts)).toThrow(message);
});

test.each([
  ['minority', 'S: expected "auto", "majority", "notMinority", "notMajority" or "all", got "minority"'],
  [0.2, 'S: the classes are at ratio 0.375 already; take one above it, got 0.2'],
  [{ 0: 9 }, 'S: under-sampling makes no rows: class 0 has 8, got 9; take at most 8'],
])('under-sampling to %j says what is wrong', (strategy, message) => {
  expect(() => rowsToKeep('S', strategy as never, counts)).toThrow(message);
});

test('a ratio for three classes asks for counts', () => {
  const three = new Map([...counts, [2, 1]]);
  const message = 'S: a ratio needs two classes, y has 3; give { label: count } instead of 0.5';
  expect(() => rowsToAdd('S', 0.5, three)).toThrow(message);
});

test('a count for a cleaning sampler says that it counts itself', () => {
  expect(() => classesToClean('S', { 0: 5 } as never, counts)).toThrow(
    'S: expected the name of a strategy or a list of labels, got {"0":5}; how many rows go follows from the data',
  );
});

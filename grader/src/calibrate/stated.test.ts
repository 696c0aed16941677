import { findLesson } from '../lessons';
import { parseMaster } from '../notebook';
import { unstated } from './stated';
import { loadTask } from './task';

const task = loadTask(findLesson('01-unnormalized-input'), 'q2');
const master = (text: string) =>
  parseMaster(
    `// %% [markdown]\n// ${text}\n\n// %% question=q2\n// BEGIN SOLUTION\n1;\n// END SOLUTION\n`,
    '07-tiny',
  );

test.each([
  ['12 epochs in batches of 32, at least 90 % right.', []],
  ['12 epochs in batches of 32, at least 0.9 right.', []],
  ['112 epochs in batches of 3.32, at least 90 % right.', ['epochs (12)', 'batchSize (32)']],
])('%s', (text, missing) => {
  expect(unstated(master(text), 'q2', task)).toEqual(missing);
});

test('a threshold may be a word', () => {
  const criteria = [{ ...task.criteria[0]!, atLeast: 0.5 }];
  const text = 'At least half, after 12 epochs, batches of 32.';
  expect(unstated(master(text), 'q2', { ...task, criteria })).toEqual([]);
  expect(unstated(master('12 epochs, batches of 32.'), 'q2', { ...task, criteria })).toEqual([
    `${criteria[0]!.name} (0.5)`,
  ]);
});

import { parseMaster } from '../notebook';
import { unstated } from './stated';

const task = { epochs: 12, batchSize: 32, criteria: [{ name: 'accuracy', atLeast: 0.9 }] };
const above = (text: string) =>
  parseMaster(
    `// %% [markdown]\n// ${text}\n\n// %% question=q2\n// BEGIN SOLUTION\n1;\n// END SOLUTION\n`,
    '07-tiny',
  );

test.each([
  ['12 epochs in batches of 32, at least 90 % right.', []],
  ['12 epochs in batches of 32, at least 0.9 right.', []],
  ['112 epochs in batches of 3.32, at least 90 % right.', ['epochs (12)', 'batchSize (32)']],
  ['12 epochs in batches of 32, at least 9 % right.', ['accuracy (0.9)']],
])('%s', (text, missing) => {
  expect(unstated(above(text), 'q2', task)).toEqual(missing);
});

test('a threshold may be a word', () => {
  const half = { ...task, criteria: [{ name: 'loss', atMost: 0.5 }] };
  expect(unstated(above('At most half, after 12 epochs, batches of 32.'), 'q2', half)).toEqual([]);
  expect(unstated(above('12 epochs, batches of 32.'), 'q2', half)).toEqual(['loss (0.5)']);
});

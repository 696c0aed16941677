import type { Notebook } from '../notebook';
import { timeNotebook } from './notebooks';
import { notebooksReport, notebooksTable } from './notebooks-report';

const cell = (source: string): Notebook['cells'][number] => ({
  cell_type: 'code',
  metadata: {},
  source: [source],
});
const notebook = (...sources: string[]): Notebook => ({
  cells: sources.map(cell),
  metadata: { kernelspec: { name: 'tslab', language: 'typescript', display_name: 'TypeScript' } },
  nbformat: 4,
  nbformat_minor: 4,
});

test('a cell that works counts as processor time, and one that waits by the clock alone', async () => {
  const work = 'let sum = 0; for (const end = Date.now() + 300; Date.now() < end; ) sum++;';
  const wait = 'await new Promise((resolve) => setTimeout(resolve, 1500));';
  const time = await timeNotebook(notebook(work, wait), {});
  expect(time.longestCell).toBeGreaterThan(1.4);
  expect(time.seconds).toBeGreaterThan(1.7);
  expect(time.cpuSeconds).toBeGreaterThan(0.1);
});

test('time in a training counts as training, and no other', async () => {
  const fit = `import { ready, tf } from 'unstuck';
await ready();
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });`;
  const training = `await model.fit(tf.ones([8, 1]), tf.ones([8, 1]), {
  verbose: 0,
  callbacks: { onEpochEnd: () => { for (const end = Date.now() + 300; Date.now() < end; ); } },
});`;
  const work = 'for (const end = Date.now() + 3000; Date.now() < end; );';
  const { trainingSeconds } = await timeNotebook(notebook(fit, training, work), {});
  expect(trainingSeconds).toBeGreaterThan(0.1);
  expect(trainingSeconds).toBeLessThan(2.5);
});

test('a cell that fails is told in its own words', async () => {
  await expect(timeNotebook(notebook("throw new Error('no such image')"), {})).rejects.toThrow(
    'no such image',
  );
});

const time = (trainingSeconds: number) => ({
  seconds: 2 * trainingSeconds,
  cpuSeconds: 3 * trainingSeconds,
  trainingSeconds,
  longestCell: 3.14,
});

test('the table says which notebook takes too long, and has a dash for what was not measured', () => {
  const report = notebooksReport([
    { lesson: '01-a', engines: { node: time(61), wasm: time(122) } },
    { lesson: '02-b', engines: { node: time(20) } },
  ]);
  expect(report.lessons.map(({ wasmOverNode }) => wasmOverNode)).toEqual([2, null]);
  const [, first, second] = notebooksTable(report).split('\n');
  expect(first).toMatch(/^01-a +183 s +61 s too long +366 s +122 s +2\.00$/);
  expect(second).toMatch(/^02-b +60 s +20 s +- +- +-$/);
});

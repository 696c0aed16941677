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

/** Works for some seconds of the processor, which on a busy machine are more by the clock. */
const workFor = (seconds: number) =>
  `for (const end = process.cpuUsage().user + ${seconds * 1e6}; process.cpuUsage().user < end; );`;

test('a cell that works counts as processor time, and one that waits by the clock alone', async () => {
  const wait = 'await new Promise((resolve) => setTimeout(resolve, 1500));';
  const time = await timeNotebook(notebook(workFor(0.3), wait), {});
  expect(time.longestCell).toBeGreaterThan(1.4);
  expect(time.seconds).toBeGreaterThan(1.7);
  expect(time.cpuSeconds).toBeGreaterThan(0.2);
});

test('time in a training counts as training, and no other', async () => {
  const fit = `import { ready, tf } from 'unstuck';
await ready();
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });`;
  const training = `await model.fit(tf.ones([8, 1]), tf.ones([8, 1]), {
  verbose: 0,
  callbacks: { onEpochEnd: () => { ${workFor(0.3)} } },
});`;
  const { trainingSeconds, cpuSeconds } = await timeNotebook(notebook(fit, training, workFor(3)), {});
  expect(trainingSeconds).toBeGreaterThan(0.2);
  expect(trainingSeconds).toBeLessThan(cpuSeconds - 2.8);
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

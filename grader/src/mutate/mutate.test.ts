import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeTask, loadTask } from '../calibrate/task';
import { type Lesson, root } from '../lessons';
import { mutate, problemsOf } from '.';
import { killMatrix } from './matrix';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** One unit learns on which side of 5 a number lies. */
const MASTER = `// %% question=q1
function preprocess(x: tf.Tensor): tf.Tensor {
  // BEGIN SOLUTION centre it
  // STUB: return x;
  return x.sub(5);
  // END SOLUTION
}

function buildModel() {
  const unit = tf.layers.dense({ inputShape: [1], units: 1, activation: 'sigmoid' });
  const model = tf.sequential({ layers: [unit] });
  model.compile({ optimizer: tf.train.adam(0.2), loss: 'binaryCrossentropy' });
  return model;
}
`;

const TASKS = `
  import { trainingTask } from '@unstuck/grader/judge';
  import { generator } from 'unstuck/random';
  const rows = (n, seed) => {
    const draw = generator(seed);
    const y = Float32Array.from({ length: n }, () => (draw() < 0.5 ? 1 : 0));
    return { x: { values: y.map((label) => 4.4 + 1.2 * label + draw() - 0.5), shape: [n, 1] }, y: { values: y, shape: [n, 1] } };
  };
  export const q1 = trainingTask({
    hooks: { required: ['preprocess', 'buildModel'] },
    epochs: 6,
    batchSize: 16,
    data: (run) => ({ train: rows(160, 2 * run + 1), heldOut: rows(100, 2 * run + 2) }),
    criteria: [{
      name: 'accuracy', reason: 'no-generalization', atLeast: 0.97, explain: () => '',
      measure: ({ heldOut, predictions }) =>
        predictions.filter((p, i) => (p > 0.5 ? 1 : 0) === heldOut.y.values[i]).length / predictions.length,
    }],
  });`;

function lesson(): Lesson {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-mutate-'));
  folders.push(folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'master.ts'), MASTER);
  writeFileSync(join(folder, 'tasks.ts'), TASKS);
  const question = { title: '', kind: 'training' as const, points: 1, read: '', hints: ['', '', ''] };
  const made: Lesson = {
    slug: '01-test',
    questions: { q1: question as Lesson['questions'][string] },
    spec: join(folder, 'spec.test.ts'),
    notebook: '',
    master: join(folder, 'master.ts'),
  };
  writeFileSync(join(folder, 'calibration.json'), JSON.stringify({ q1: calibration(made) }));
  return made;
}

/** Sixty runs without an error, of a right and of a wrong answer. */
function calibration(of: Lesson) {
  const answer = (expected: string, value: number) => ({
    source: '',
    expected,
    runs: Array(60).fill([value]),
  });
  const answers = { reference: answer('pass', 1), starter: answer('fail', 0) };
  return { engine: '', ...describeTask(loadTask(of, 'q1')), answers };
}

/** Counts the mutants that are judged, and stops at one, as an interrupted process would. */
function counting(stopAt = Number.POSITIVE_INFINITY) {
  const seen = { judged: 0, done: 0 };
  const progress = {
    start: (_question: string, _total: number, done: number) => {
      seen.done = done;
    },
    judged: (count: number) => {
      seen.judged += count;
      if (seen.judged === stopAt) throw new Error('stopped');
    },
  };
  return { seen, progress };
}

test('slips are judged, survivors are named, and an interrupted run goes on where it was', async () => {
  const made = lesson();
  await expect(mutate(made, undefined, counting(3).progress)).rejects.toThrow('stopped');
  const { seen, progress } = counting();
  const judged = await mutate(made, 'q1', progress);
  expect(seen).toEqual({ done: 3, judged: judged.length - 3 });

  const outcomes = Object.fromEntries(judged.map(({ operator, outcome }) => [operator, outcome]));
  expect(outcomes).toMatchObject({
    'normalization-inverted': expect.not.stringMatching(/^pass$/),
    'scaler-refitted': 'leakage',
    'rate-divided-by-100': expect.not.stringMatching(/^pass$/),
    'dropout-at-inference': expect.not.stringMatching(/^pass$/),
    'weights-frozen': expect.not.stringMatching(/^pass$/),
    'return-value': 'wrong-type',
  });
  // Another loss learns as well: a right answer, until the authors say so an unnoticed slip.
  const survivors = judged.filter(({ outcome }) => outcome === 'pass').map(({ id }) => id);
  expect(survivors.length).toBeGreaterThan(0);
  expect(problemsOf(made, judged)).toEqual(
    survivors.map((id) => expect.stringContaining(`nothing notices ${id}`)),
  );
  expect(killMatrix(judged)).toMatch(/scaler-refitted +1\/1\n/);

  const reasons = Object.fromEntries(survivors.map((id) => [id, 'it learns what is asked for']));
  const file = join(made.spec, '..', 'equivalent-mutants.json');
  writeFileSync(file, JSON.stringify({ q1: reasons }));
  const again = counting();
  const explained = await mutate(made, 'q1', again.progress);
  expect(again.seen).toEqual({ done: judged.length, judged: 0 });
  expect(problemsOf(made, explained)).toEqual([]);

  writeFileSync(file, JSON.stringify({ q1: { ...reasons, 'no such slip': 'it is long gone by now' } }));
  expect(problemsOf(made, explained)).toEqual([expect.stringContaining('no such slip is no survivor')]);
});

test('a question that is none is refused', async () => {
  await expect(mutate(lesson(), 'q9', counting().progress)).rejects.toThrow('(q1), got "q9"');
});

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Lesson, root } from '../lessons';
import { calibrate, type Progress } from '.';
import { checkCalibration } from './check';
import { readRecord, recordFile } from './record';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** The student's network says what it is told: the bias of one unit is all it has. */
const answer = (bias: number) => `
  function buildModel() {
    const biasInitializer = tf.initializers.constant({ value: ${bias} });
    const unit = tf.layers.dense({ inputShape: [1], units: 1, activation: 'sigmoid', biasInitializer });
    const model = tf.sequential({ layers: [unit] });
    model.compile({ optimizer: tf.train.sgd(0), loss: 'binaryCrossentropy' });
    return model;
  }`;

const MASTER = `// %% [markdown]
// Trained for 1 epoch in batches of four, it must say 0.9 at least, or 0.8.

// %% question=q1
function buildModel() {
  // BEGIN SOLUTION say yes
${answer(20).split('\n').slice(2, -1).join('\n')}
  // END SOLUTION
}
`;

const tasks = ({ atLeast = 0.9, rows = 4 } = {}) => `
  import { trainingTask } from '@unstuck/grader/judge';
  const labelled = () => ({
    x: { values: new Float32Array(${rows}), shape: [${rows}, 1] },
    y: { values: new Float32Array(${rows}).fill(1), shape: [${rows}, 1] },
  });
  export const q1 = trainingTask({
    hooks: { required: ['buildModel'] },
    epochs: 1,
    batchSize: 4,
    data: () => ({ train: labelled(), heldOut: labelled() }),
    criteria: [
      { name: 'yes', reason: 'no', atLeast: ${atLeast}, measure: ({ predictions }) => predictions[0]!, explain: () => '' },
    ],
  });`;

const FILES = {
  'tasks.ts': tasks(),
  'answers/q1/right-yes.ts': answer(10),
  'answers/q1/wrong-no.ts': answer(-10),
  'answers/q1/wrong-no-model.ts': 'const buildModel = () => 3;',
  'grey/q1/perhaps.ts': answer(0),
};

/** A lesson in a folder of its own, which goes on from the record of another. */
function lessonOf(files: Partial<typeof FILES> = {}, before?: Lesson): Lesson {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-calibrate-'));
  folders.push(folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, text] of Object.entries({ ...FILES, ...files, 'master.ts': MASTER })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const question = { title: '', kind: 'training' as const, points: 1, read: '', hints: ['', '', ''] };
  const lesson = {
    slug: '01-test',
    questions: { q1: question as Lesson['questions'][string] },
    spec: join(folder, 'spec.test.ts'),
    notebook: '',
    master: join(folder, 'master.ts'),
  };
  if (before) cpSync(recordFile(before), recordFile(lesson));
  return lesson;
}

/** Counts the runs, and stops at one where asked to, as an interrupted process would. */
function counting(stopAt = Number.POSITIVE_INFINITY) {
  const runs: string[] = [];
  const progress: Progress = {
    start: () => {},
    run: (name) => {
      runs.push(name);
      if (runs.length === stopAt) throw new Error('stopped');
    },
    line: () => {},
  };
  return { runs, progress };
}

async function calibrated(lesson: Lesson, seeds = 2): Promise<string[]> {
  const { runs, progress } = counting();
  await calibrate(lesson, { seeds }, progress);
  return runs;
}

const recordOf = (lesson: Lesson) => readRecord(recordFile(lesson)).q1!;

test('every answer is trained on every seed, with what each run measured', async () => {
  const lesson = lessonOf();
  expect(await calibrated(lesson)).toHaveLength(2 * 6);
  const { answers, criteria } = recordOf(lesson);
  expect(criteria).toEqual([{ name: 'yes', atLeast: 0.9 }]);
  expect(answers).toMatchObject({
    reference: { expected: 'pass', runs: [[1], [1]] },
    starter: { expected: 'fail', runs: [expect.stringContaining('TODO q1'), expect.anything()] },
    'right-yes': { expected: 'pass', runs: [[1], [1]] },
    'wrong-no': { expected: 'fail' },
    'wrong-no-model': { expected: 'fail', runs: ['wrong-type', 'wrong-type'] },
    perhaps: { runs: [[0.5], [0.5]] },
  });
  expect(answers['wrong-no']!.runs[0]).toEqual([expect.closeTo(1 / (1 + Math.exp(10)), 8)]);
  expect(answers.perhaps).not.toHaveProperty('expected');
});

test('an interrupted calibration goes on where it was', async () => {
  const [lesson, undisturbed] = [lessonOf(), lessonOf()];
  const { progress } = counting(5);
  await expect(calibrate(lesson, { seeds: 2 }, progress)).rejects.toThrow('stopped');
  expect(await calibrated(lesson)).toHaveLength(2 * 6 - 5);
  await calibrated(undisturbed);
  expect(recordOf(lesson)).toEqual(recordOf(undisturbed));
  expect(await calibrated(lesson, 3)).toHaveLength(6);
});

test('runs of another answer or of other data are taken again, and runs under another bound are not', async () => {
  const first = lessonOf();
  await calibrated(first, 1);
  expect(await calibrated(lessonOf({ 'grey/q1/perhaps.ts': answer(1) }, first), 1)).toEqual(['perhaps']);
  expect(await calibrated(lessonOf({ 'tasks.ts': tasks({ rows: 3 }) }, first), 1)).toHaveLength(6);
  const stricter = lessonOf({ 'tasks.ts': tasks({ atLeast: 0.95 }) }, first);
  expect(await calibrated(stricter, 1)).toEqual([]);
  expect(recordOf(stricter).criteria).toEqual([{ name: 'yes', atLeast: 0.95 }]);
});

test('a second calibration of a lesson is refused while the first is at work', async () => {
  const [lesson, other] = [lessonOf(), lessonOf()];
  const first = calibrated(lesson, 1);
  await expect(calibrated(lesson, 1)).rejects.toThrow('01-test is being calibrated by another process');
  await expect(calibrated(other, 1)).resolves.toHaveLength(6);
  await first;
  expect(await calibrated(lesson, 2)).toHaveLength(6);
});

test('a question that is no training question is refused', async () => {
  const { progress } = counting();
  await expect(calibrate(lessonOf(), { question: 'q9' }, progress)).rejects.toThrow('(q1), got "q9"');
});

describe('the check', () => {
  const mend = 'run: npx unstuck dev calibrate 01-test --question q1';
  let done: Lesson;

  beforeAll(async () => {
    done = lessonOf();
    await calibrated(done, 60);
  });

  test('sixty runs without an error are enough', () => {
    expect(checkCalibration(done)).toEqual([]);
  });

  test('few runs are not', async () => {
    const lesson = lessonOf();
    await calibrated(lesson, 10);
    expect(checkCalibration(lesson)).toEqual([
      expect.stringMatching(/may come to no verdict in \d+\.\d\d % of gradings, at most 1.00 % is allowed/),
    ]);
  });

  test('an answer that errs is not', async () => {
    const lesson = lessonOf({ 'answers/q1/right-yes.ts': answer(0) });
    await calibrated(lesson, 1);
    expect(checkCalibration(lesson)[0]).toContain('may come to no verdict in 100.00 %');
  });

  test.each<[string, Partial<typeof FILES>, string]>([
    ['a changed answer', { 'grey/q1/perhaps.ts': answer(1) }, 'has no runs of perhaps as they are'],
    [
      'a changed bound',
      { 'tasks.ts': tasks({ atLeast: 0.8 }) },
      'with other data or thresholds than tasks.ts',
    ],
    ['changed data', { 'tasks.ts': tasks({ rows: 5 }) }, 'with other data or thresholds than tasks.ts'],
  ])('%s is named', (_what, files, message) => {
    expect(checkCalibration(lessonOf(files, done))).toEqual([expect.stringContaining(`${message}`)]);
    expect(checkCalibration(lessonOf(files, done))[0]).toContain(mend);
  });

  test('a bound that the text above the question does not say is named', async () => {
    const lesson = lessonOf({ 'tasks.ts': tasks({ atLeast: 0.7 }) });
    await calibrated(lesson, 1);
    expect(checkCalibration(lesson)).toContain(
      '01-test: the text above q1 does not say yes (0.7); write it in solutions/01-test.ts',
    );
  });

  test('no record is named, and no task', () => {
    expect(checkCalibration(lessonOf())).toEqual([`01-test: q1 is not calibrated; ${mend}`]);
    expect(checkCalibration(lessonOf({ 'tasks.ts': '' }, done))).toEqual([
      expect.stringContaining('export const q1 = trainingTask({ … })'),
    ]);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findLesson, root } from '../lessons';
import { submissionOf } from '../notebook';
import { resetWork } from '../reset';
import {
  allStandings,
  ensureNotebook,
  keepVerdicts,
  nextStep,
  notebookOf,
  readProgress,
  standingOf,
  untouchedNotebook,
  updateProgress,
} from '.';
import { emptyWorkplace, progressIn, saveAnswer } from './workplace.fixture';

const LESSON = '01-unnormalized-input';
const folder = emptyWorkplace();
const state = join(folder, '.unstuck');
const RECORD = join(root, 'grader/dist/progress/index.js');

const pass = { status: 'pass' as const, reason: 'pass', score: 2 };
const untouchedAnswer = (id: string) => submissionOf(untouchedNotebook(LESSON)).questions.get(id);
const states = () => standingOf(LESSON, readProgress()).questions.map((question) => question.state);

beforeEach(() => {
  ensureNotebook(LESSON);
  resetWork(LESSON);
});

test('an answer is open, changed, tried or solved', () => {
  const answer = () => 'const diagnosis = 1;';
  expect(states()).toEqual(['open', 'open', 'open', 'open']);
  saveAnswer(LESSON, 'q3', answer);
  expect(states()[2]).toBe('changed');
  keepVerdicts(LESSON, [{ id: 'q3', source: answer(), verdict: { ...pass, status: 'fail', score: 0 } }]);
  expect(states()[2]).toBe('tried');
  keepVerdicts(LESSON, [{ id: 'q3', source: answer(), verdict: pass }]);
  expect(states()[2]).toBe('solved');
  saveAnswer(LESSON, 'q3', (source) => `${source} // and more`);
  expect(states()[2]).toBe('changed');
});

test('a stub that was graded with the other answers is still open', () => {
  keepVerdicts(LESSON, [
    { id: 'q1', source: untouchedAnswer('q1'), verdict: { ...pass, status: 'fail', score: 0 } },
  ]);
  expect(states()[0]).toBe('open');
});

test('no verdict leaves what was kept, and a hint stays counted through a verdict', () => {
  updateProgress(LESSON, () => ({ q1: { hints: 2 } }));
  keepVerdicts(LESSON, [{ id: 'q1', source: 'x', verdict: pass }]);
  keepVerdicts(LESSON, [{ id: 'q1', source: 'x', verdict: { ...pass, status: 'inconclusive', score: 0 } }]);
  expect(readProgress().lessons[LESSON]!.q1).toMatchObject({ status: 'pass', points: 2, hints: 2 });
});

test('the next step stays in the lesson that was last worked on, until it is solved', () => {
  const later = '03-resampling';
  const { points } = findLesson(later).questions.q1!;
  expect(nextStep(allStandings(readProgress()))!.lesson.slug).toBe(LESSON);
  keepVerdicts(later, [{ id: 'q1', source: 'x', verdict: { ...pass, score: points } }]);
  const next = nextStep(allStandings(readProgress()))!;
  expect([next.lesson.slug, next.question.id]).toEqual([later, 'q2']);
  const all = standingOf(later, readProgress()).questions;
  keepVerdicts(
    later,
    all.map(({ id, question }) => ({ id, source: 'x', verdict: { ...pass, score: question.points } })),
  );
  expect(nextStep(allStandings(readProgress()))!.lesson.slug).toBe(LESSON);
});

test('a broken file is kept aside and named, and progress begins anew', () => {
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, 'progress.json'), '{"schema": 1, "lessons": {');
  const said: string[] = [];
  expect(readProgress((message) => said.push(message)).lessons).toEqual({});
  const aside = readdirSync(state).find((name) => name.includes('broken'))!;
  expect(said[0]).toContain(aside);
  expect(readFileSync(join(state, aside), 'utf8')).toBe('{"schema": 1, "lessons": {');
});

test('commands at the same time both count, and a writer that is killed loses nothing', async () => {
  const kept = { hints: 1 };
  updateProgress(LESSON, () => ({ kept }));
  for (let round = 0; round < 2; round++) {
    const writers = [writer(`a${round}`), writer(`b${round}`)];
    await Promise.all(writers.map((child) => once(child.stdout!, 'data')));
    await pause(20);
    for (const child of writers) child.kill('SIGKILL');
    await Promise.all(writers.map((child) => once(child, 'exit')));
    const questions = progressIn(folder).lessons[LESSON];
    expect(Object.keys(questions)).toEqual(expect.arrayContaining(['kept', `a${round}`, `b${round}`]));
  }
  // The lock of the one that was killed goes stale.
  updateProgress(LESSON, (questions) => questions);
});

test('reset copies the work, and puts back one question or all', () => {
  saveAnswer(LESSON, 'q1', () => 'const mine = 1;');
  saveAnswer(LESSON, 'q3', () => 'const mine = 3;');
  const before = readFileSync(notebookOf(LESSON), 'utf8');
  const copy = resetWork(LESSON, 'q1')!;
  expect(readFileSync(copy, 'utf8')).toBe(before);
  expect(copy).toMatch(/copies.01-unnormalized-input\.\d{4}-\d\d-\d\dT[\d-]+\.ipynb$/);
  expect(states()).toEqual(['open', 'open', 'changed', 'open']);
  writeFileSync(notebookOf(LESSON), 'no notebook');
  expect(readFileSync(resetWork(LESSON)!, 'utf8')).toBe('no notebook');
  expect(states()).toEqual(['open', 'open', 'open', 'open']);
});

/** Writes without end; says so after its first. */
function writer(id: string): ChildProcess {
  const code = `const { updateProgress } = require(${JSON.stringify(RECORD)});
    for (let n = 0; ; n++) {
      updateProgress('${LESSON}', (questions) => ({ ...questions, ${id}: { hints: n } }));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      if (n === 0) require('node:fs').writeSync(1, 'begun');
    }`;
  return spawn(process.execPath, ['-e', code], {
    env: { ...process.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findLesson, lessonSlugs, root } from '../lessons';
import { isAsExpected, type TrainedAgain } from './again';
import { knownAnswers } from './answers';
import { checkCalibration } from './check';
import { trainingQuestions } from './task';

test.each(lessonSlugs())('every training question of %s is calibrated, as it stands', (slug) => {
  expect(checkCalibration(findLesson(slug))).toEqual([]);
});

/** In a process of its own: what is trained under jest takes twice as long. */
function trainedAgain(slug: string): TrainedAgain[] {
  const command = [join(root, 'grader/bin/unstuck.js'), 'dev', 'calibrate', slug, '--again', '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1e8 });
  if (!stdout.trim()) throw new Error(stderr);
  return JSON.parse(stdout);
}

test.each(lessonSlugs())(
  'every answer of %s that trains is right or wrong as its name says, and a pass bears a second look',
  (slug) => {
    const lesson = findLesson(slug);
    const trained = trainedAgain(slug);
    expect(trained.filter((answer) => !isAsExpected(answer))).toEqual([]);
    const known = trainingQuestions(lesson).flatMap((question) => knownAnswers(lesson, question));
    const names = known.map(({ name }) => name).filter((name) => /^(right|wrong)-/.test(name));
    expect(trained.map(({ name }) => name)).toEqual(names);
  },
);

test('what passes and should not, or fails and should not, is not as expected', () => {
  const answer = { question: 'q2', name: 'any' };
  const as = (expected: 'pass' | 'fail', reason: string) => isAsExpected({ ...answer, expected, reason });
  expect([as('pass', 'pass'), as('fail', 'no-convergence')]).toEqual([true, true]);
  expect([as('pass', 'leakage'), as('fail', 'pass')]).toEqual([false, false]);
});

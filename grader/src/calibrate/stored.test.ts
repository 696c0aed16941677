import {
  assess,
  judgeTrained,
  type PassedRun,
  requestOf,
  secondLook,
  type TrainingTask,
} from '../judge/training';
import { findLesson, lessonSlugs } from '../lessons';
import { knownAnswers } from './answers';
import { checkCalibration } from './check';
import { storedErrors } from './errors';
import { readRecord, recordFile } from './record';
import { loadTask, trainingQuestions } from './task';
import { trainingHere } from './trial';

// Some answers do what earns a warning.
beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

test.each(lessonSlugs())('every training question of %s is calibrated, as it stands', (slug) => {
  expect(checkCalibration(findLesson(slug))).toEqual([]);
});

const questions = lessonSlugs().flatMap((slug) =>
  trainingQuestions(findLesson(slug)).map((question) => ({ slug, question })),
);

/**
 * Every answer beside a spec is trained again, in this process: a start in the sandbox costs as much as a training, and
 * the reference and the starter of each lesson are graded there. With sixty runs of each on record one run is enough
 * where it agrees with them; where it does not, the answer gets the runs that a student's gets.
 */
describe.each(questions)('$slug $question', ({ slug, question }) => {
  const lesson = findLesson(slug);
  const task = loadTask(lesson, question);
  const errors = storedErrors(lesson, question)!;
  const { firstSeed: seed } = readRecord(recordFile(lesson))[question]!;
  const answers = knownAnswers(lesson, question).filter(({ name }) => /^(right|wrong)-/.test(name));

  test.each(answers)('$name', async ({ source, expected }) => {
    const run = await trainOnce(task, source, seed);
    const agrees = (expected === 'pass') === !!run;
    const reason = agrees ? await lookAgain(task, source, run) : await judged(source);
    expect({ reason, is: reason === 'pass' ? 'pass' : 'fail' }).toMatchObject({ is: expected });
  });

  const judged = (source: string) =>
    judgeTrained(task, trainingHere(source), { seed, errors }).then(
      () => 'pass',
      (error) => error.reason ?? String(error),
    );
});

/** @returns the run where it passes. */
async function trainOnce(task: TrainingTask, source: string, seed: number): Promise<PassedRun | undefined> {
  const data = task.data(seed);
  try {
    const trained = await trainingHere(source)(task.hooks, requestOf(task, seed, data), [data.heldOut.x]);
    return assess(task, data, trained).judgement.pass ? { seed, data, trained } : undefined;
  } catch {
    return undefined;
  }
}

async function lookAgain(task: TrainingTask, source: string, run: PassedRun | undefined): Promise<string> {
  if (!run) return 'fail';
  return (await secondLook(task, trainingHere(source), run))?.reason ?? 'pass';
}

import { findLesson, lessonSlugs } from '../lessons';
import { knownAnswers } from './answers';
import { checkCalibration } from './check';
import { passes, readRecord, recordFile } from './record';
import { loadTask, trainingQuestions } from './task';
import { trial } from './trial';

test.each(lessonSlugs())('every training question of %s is calibrated, as it stands', (slug) => {
  expect(checkCalibration(findLesson(slug))).toEqual([]);
});

const questions = lessonSlugs().flatMap((slug) =>
  trainingQuestions(findLesson(slug)).map((question) => ({ slug, question })),
);

describe.each(questions)('$slug $question', ({ slug, question }) => {
  const lesson = findLesson(slug);

  test.each(['right-', 'wrong-'])('the first answer %s is so again', async (kind) => {
    const { criteria, firstSeed, answers } = readRecord(recordFile(lesson))[question]!;
    const answer = knownAnswers(lesson, question).find(({ name }) => name.startsWith(kind))!;
    const again = await trial(loadTask(lesson, question), answer.source, firstSeed);
    expect(passes(again, criteria)).toBe(passes(answers[answer.name]!.runs[0]!, criteria));
  });
});

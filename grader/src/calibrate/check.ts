import { readFileSync } from 'node:fs';
import { MOST_ERRORS } from '../judge/training/sequential';
import type { Lesson } from '../lessons';
import { parseMaster } from '../notebook';
import { fingerprint, knownAnswers } from './answers';
import { type QuestionRecord, readRecord, recordFile } from './record';
import { unstated } from './stated';
import { boundsOf, percent } from './summary';
import { describeTask, loadTask, trainingQuestions } from './task';

/** Says where a training question is not calibrated, or its record is of something else. */
export function checkCalibration(lesson: Lesson): string[] {
  return trainingQuestions(lesson).flatMap((id) => checkQuestion(lesson, id));
}

function checkQuestion(lesson: Lesson, id: string): string[] {
  const { slug } = lesson;
  const mend = `run: npx unstuck dev calibrate ${slug} --question ${id}`;
  try {
    const record = readRecord(recordFile(lesson))[id];
    const asked = loadTask(lesson, id);
    const { task, criteria } = describeTask(asked);
    const missing = unstated(parseMaster(readFileSync(lesson.master, 'utf8'), slug), id, asked);
    if (missing.length > 0)
      return [
        `${slug}: the text above ${id} does not say ${missing.join(', ')}; write it in solutions/${slug}.ts`,
      ];
    if (!record) return [`${slug}: ${id} is not calibrated; ${mend}`];
    if (record.task !== task || JSON.stringify(record.criteria) !== JSON.stringify(criteria))
      return [`${slug}: ${id} was calibrated with other data or thresholds than tasks.ts has; ${mend}`];
    const stale = staleAnswers(lesson, id, record);
    if (stale.length > 0) return [`${slug}: ${id} has no runs of ${stale.join(', ')} as they are; ${mend}`];
    return checkBounds(slug, id, record);
  } catch (error) {
    return [`${slug}: ${id} cannot be calibrated: ${(error as Error).message}`];
  }
}

function staleAnswers(lesson: Lesson, id: string, { answers }: QuestionRecord): string[] {
  const known = knownAnswers(lesson, id);
  const changed = known.filter(
    ({ name, source }) => answers[name]?.source !== fingerprint(source) || answers[name].runs.length === 0,
  );
  const gone = Object.keys(answers).filter((name) => !known.some((answer) => answer.name === name));
  return [...changed.map(({ name }) => name), ...gone];
}

function checkBounds(slug: string, id: string, record: QuestionRecord): string[] {
  const { falseFail, falsePass, inconclusive } = boundsOf(record);
  const says = (rate: number, what: string) =>
    rate <= MOST_ERRORS
      ? []
      : [
          `${slug}: ${id} may ${what} in ${percent(rate)} of gradings, at most ${percent(MOST_ERRORS)} is allowed; ` +
            'move the answer to grey/, change the task, or run more seeds',
        ];
  return [
    ...says(falseFail, 'fail a right answer'),
    ...says(falsePass, 'pass a wrong answer'),
    ...says(inconclusive, 'come to no verdict'),
  ];
}

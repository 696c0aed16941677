import { type GradeReport, grade } from '../grade';
import { readSubmission } from '../notebook';
import { isolationNote } from '../sandbox';
import { type Remark, TypeChecker } from '../type-check';
import { feedback } from './feedback';
import { isOwn, keepOwnWork } from './own-work';
import { wholeNumber } from './whole-number';

interface Options {
  lesson?: string;
  seed?: string;
  json?: boolean;
  requireSandbox?: boolean;
}

/** `unstuck grade`: exit 0 for full marks, 1 for less, 2 where something could not be graded. */
export async function gradeCommand(files: string[], options: Options): Promise<number> {
  const note = isolationNote(options.requireSandbox ?? false);
  if (note) console.error(note);
  const report = await grade(files, {
    ...(options.lesson ? { lesson: options.lesson } : {}),
    ...(options.seed === undefined ? {} : { seed: wholeNumber('--seed', options.seed) }),
    onVerdict: ({ question, status }) => {
      if (process.stderr.isTTY && !options.json) process.stderr.write(`\r\x1b[K${question}: ${status} …`);
    },
  });
  if (process.stderr.isTTY && !options.json) process.stderr.write('\r\x1b[K');
  console.log(options.json ? JSON.stringify(report, null, 2) : await withRemarks(report));
  keepOwnWork(report.results);
  return exitCode(report.results);
}

/**
 * The feedback, with what the types say of the student's own answers. What others have handed in is not for a
 * compiler outside the sandbox.
 */
async function withRemarks(report: GradeReport): Promise<string> {
  const types = new TypeChecker();
  const remarks = new Map<string, Remark[]>();
  for (const { submission, questions } of report.results.filter(isOwn)) {
    const sources = readSubmission(submission).questions;
    for (const { id, status } of questions)
      if (status !== 'pass') remarks.set(`${submission} ${id}`, await types.remarks(sources.get(id) ?? ''));
  }
  await types.close();
  return feedback(report, ({ submission }, id) => remarks.get(`${submission} ${id}`) ?? []);
}

function exitCode(results: Awaited<ReturnType<typeof grade>>['results']): number {
  const ungraded = results.some(
    (result) => result.error || result.questions.some(({ status }) => status === 'inconclusive'),
  );
  if (ungraded) return 2;
  return results.every(({ score, maxScore }) => score === maxScore) ? 0 : 1;
}

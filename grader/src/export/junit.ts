import { create } from 'xmlbuilder2';
import type { SubmissionRecord } from '../gradebook/records';
import { isFull, type Judged } from './status';

/** Characters that XML cannot hold, as a student's message may have them. */
const options = { invalidCharReplacement: '\uFFFD' };

/**
 * A JUnit suite for one submission, one case a question. No times: two runs of one batch make the same file.
 *
 * @returns XML without a declaration; `junitFile` puts suites together.
 */
export function junitSuite(submission: SubmissionRecord): string {
  const { id, student, lesson, questions, problem } = submission;
  const cases = questions.length > 0 ? questions : [wholeCase(problem)];
  const suite = create(options).ele('testsuite', {
    name: `${student.name}: ${lesson ?? 'no lesson'}`,
    id,
    tests: cases.length,
    failures: cases.filter((one) => kindOf(one) === 'failure').length,
    errors: cases.filter((one) => kindOf(one) === 'error').length,
    skipped: 0,
  });
  for (const question of cases) addCase(suite, lesson ?? 'no lesson', question);
  return suite.end({ headless: true, prettyPrint: true });
}

export function junitFile(suites: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="unstuck">\n${suites.join('\n')}\n</testsuites>\n`;
}

type Case = Judged & { id: string };

/** What stands for a submission that has no questions: nobody could say which lesson it is. */
function wholeCase(problem: SubmissionRecord['problem']): Case {
  const none = { status: 'error' as const, reason: 'no-verdict', message: 'There is no verdict.' };
  return { id: 'submission', score: 0, maxScore: 0, ...none, ...problem };
}

function addCase(suite: ReturnType<typeof create>, lesson: string, question: Case): void {
  const one = suite.ele('testcase', { classname: lesson, name: question.id });
  const kind = kindOf(question);
  if (!kind) return;
  const { override } = question;
  const reason = override ? 'override' : question.reason;
  const message = override?.reason ?? question.message;
  one.ele(kind, { type: reason, message: message.split('\n', 1)[0]! }).txt(message);
}

/** An answer that is wrong failed; one that did not run, or that nobody could judge, is an error. */
function kindOf(question: Case): 'failure' | 'error' | undefined {
  if (isFull(question)) return undefined;
  return question.override || question.status === 'fail' ? 'failure' : 'error';
}

import { findLesson } from '../lessons';
import { Answer, type Waiting } from './answer';
import { collecting } from './collect';
import { extendExpect } from './matchers';
import { withoutPlaces } from './places';
import { printable } from './printable';
import { type Judged, readSession, record, type Session, type SessionSubmission } from './session';
import { type Evidence, Verdict } from './verdict';

/** What a question's judge is given besides the answer. */
export interface Circumstances {
  /** A seed of this grading and this submission; everything random in the judging follows from it. */
  seed: number;
  /** The lesson's slug and the question's id. */
  lesson: string;
  question: string;
}

/** Throws where the answer does not pass; what it returns is shown with a pass. */
export type Judge = (answer: Answer, circumstances: Circumstances) => Promise<Evidence> | Promise<void>;

/**
 * Opens a lesson's spec. Each `question` becomes one jest test a submission, as many at a time as the
 * machine has cores; jest itself never loads a student's code.
 *
 * @example
 * const { question } = lesson('01-unnormalized-input');
 * question('q4', async (answer) => {
 *   expect(await answer.value('lossOfLogit')).toEqualFormula('log(1 + exp(z)) - y * z', { … });
 * });
 */
export function lesson(slug: string): { question: (id: string, judge: Judge) => void } {
  extendExpect();
  const { questions } = findLesson(slug);
  const collect = collecting();
  if (collect) return { question: collect };
  const session = readSession();
  const submissions = session.submissions.filter((submission) => submission.lesson === slug);
  return {
    question: (id, judge) => {
      if (!questions[id]) throw new Error(`question: "${id}" is not in questions.json of ${slug}`);
      for (const submission of submissions)
        test.concurrent(
          `${submission.id} ${id}`,
          () => judgeOne(session, submission, id, judge),
          JUDGING_MILLISECONDS,
        );
    },
  };
}

/** Above all the time-outs of the sandbox together: a test that is cut short has no verdict. */
const JUDGING_MILLISECONDS = 600_000;

async function judgeOne(
  session: Session,
  submission: SessionSubmission,
  question: string,
  judge: Judge,
): Promise<void> {
  const done = (rest: Omit<Judged, 'submission' | 'question'>) =>
    record(session, { submission: submission.id, question, ...rest });
  try {
    const circumstances = { seed: session.seed, lesson: submission.lesson, question };
    const evidence = await judge(answerOf(submission, question), circumstances);
    done({ status: 'pass', reason: 'pass', message: '', evidence: evidence ?? {} });
  } catch (error) {
    done(explain(error));
    throw error;
  }
}

/**
 * Takes one answer out of a submission.
 *
 * @throws Verdict where there is none.
 */
export function answerOf(submission: SessionSubmission, question: string, waiting?: Waiting): Answer {
  const rejected = submission.rejected[question];
  if (rejected) throw new Verdict('error', rejected.reason, rejected.message);
  const source = submission.questions[question];
  if (source === undefined)
    throw new Verdict('fail', 'missing-answer', `The notebook has no cell for ${question}; was it deleted?`);
  if (source.trim() === '') throw new Verdict('fail', 'missing-answer', `The cell of ${question} is empty.`);
  return new Answer(question, source, waiting);
}

/** A Verdict says it itself; a failed matcher carries its reason; anything else is a defect of the spec. */
export function explain(error: unknown): Omit<Judged, 'submission' | 'question'> {
  const explained = explainedBy(error);
  return { ...explained, message: printable(withoutPlaces(explained.message)) };
}

function explainedBy(error: unknown): Omit<Judged, 'submission' | 'question'> {
  if (error instanceof Verdict) return { ...error, status: error.status, message: error.message };
  const matched = (error as { matcherResult?: { reason?: string; feedback?: string; evidence?: object } })
    .matcherResult;
  if (matched?.reason)
    return {
      status: 'fail',
      reason: matched.reason,
      message: matched.feedback ?? '',
      evidence: { ...matched.evidence },
    };
  return {
    status: 'inconclusive',
    reason: 'grader-error',
    message: 'The grader failed, not your answer.',
    evidence: { error: withoutPlaces(String(error)) },
  };
}

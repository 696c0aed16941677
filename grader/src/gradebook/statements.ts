import type { Status } from '../judge';
import type { Platform } from './records';

export interface SubmissionRow {
  number: number;
  id: string;
  location: string;
  student: string;
  student_name: string;
  /** JSON: what else is known of the student. */
  student_more: string;
  platform: Platform;
  lesson: string | null;
  received_at: string | null;
  late: 0 | 1;
  problem: 'rejected' | 'unsure' | null;
  problem_reason: string | null;
  problem_message: string | null;
  attempt: number;
  attempts: number;
  /** 1 for the newest, which counts. */
  from_newest: number;
}

const ANSWERED =
  'exists (select 1 from answer where answer.submission = submission.number and source is not null)';
/**
 * Older first: a file that was replaced, then one without any answer, such as data that came beside the notebook, then by
 * the platform's own numbering, then by time.
 */
const AGE = `superseded desc, ${ANSWERED}, order_hint, received_at, number`;
/** A submission without a lesson is compared with none. */
const SAME = "student, coalesce(lesson, 'none:' || number)";

/** Every submission with its place among the student's submissions of the lesson. */
export const SUBMISSIONS = `
  select *,
    row_number() over (partition by ${SAME} order by ${AGE}) as attempt,
    count(*) over (partition by ${SAME}) as attempts,
    count(*) over (partition by ${SAME}) + 1
      - row_number() over (partition by ${SAME} order by ${AGE}) as from_newest
  from submission order by student, lesson, attempt`;

export interface AnswerRow {
  question: string;
  source: string | null;
  rejected_reason: string | null;
  rejected_message: string | null;
  status: Status | null;
  reason: string;
  message: string;
  evidence: string;
  seconds: number;
  override_score: number | null;
  override_reason: string;
  override_at: string;
}

/** The answers of one submission with their verdicts and overrides. */
export const ANSWERS = `
  select answer.question, answer.source, rejected_reason, rejected_message,
    status, verdict.reason, message, evidence, seconds,
    override.score as override_score, override.reason as override_reason, override.at as override_at
  from answer
  left join verdict on verdict.key = answer.key
  left join override on override.student = @student and override.lesson = @lesson
    and override.question = answer.question
  where answer.submission = @submission`;

import type { QuestionResult } from '../grade';
import type { Override, QuestionRecord } from './records';
import type { AnswerRow } from './statements';

type Judged = Pick<QuestionResult, 'status' | 'reason' | 'message' | 'evidence'>;

const WAITING: Judged = {
  status: 'inconclusive',
  reason: 'no-verdict',
  message: 'This answer has not been judged yet.',
  evidence: {},
};

/** Joins what was handed in, what the grader said and what a person said. An override holds for the newest attempt. */
export function questionRecord(
  id: string,
  points: number,
  row: AnswerRow | undefined,
  newest: boolean,
): QuestionRecord {
  const judged = row ? judgedOf(row) : WAITING;
  const gradedScore = judged.status === 'pass' ? points : 0;
  const override = newest && row ? overrideOf(row) : undefined;
  return {
    id,
    score: override?.score ?? gradedScore,
    maxScore: points,
    ...judged,
    gradedScore,
    ...(override ? { override } : {}),
    source: row?.source ?? null,
    seconds: row?.seconds ?? 0,
  };
}

function judgedOf(row: AnswerRow): Judged {
  if (row.rejected_reason !== null) {
    const status = row.rejected_reason === 'missing-answer' ? 'fail' : 'error';
    return { status, reason: row.rejected_reason, message: row.rejected_message ?? '', evidence: {} };
  }
  if (row.status === null) return WAITING;
  return {
    status: row.status,
    reason: row.reason,
    message: row.message,
    evidence: JSON.parse(row.evidence) as Judged['evidence'],
  };
}

function overrideOf(row: AnswerRow): Override | undefined {
  if (row.override_score === null) return undefined;
  return { score: row.override_score, reason: row.override_reason, at: row.override_at };
}

import type { Database, Statement } from 'libsql';
import type { Question } from '../lessons';
import { openToRead } from './database';
import { isLate, type LateRule, penaltyFor } from './late';
import { questionRecord } from './question-record';
import type { GradebookReader, GradedLesson, QuestionRecord, State, SubmissionRecord } from './records';
import { readSetting } from './settings';
import { ANSWERS, type AnswerRow, SUBMISSIONS, type SubmissionRow } from './statements';

/**
 * Opens the gradebook in a batch's folder to read it.
 *
 * @throws Error when there is none, or it has another version.
 */
export function openGradebook(out: string): GradebookReader {
  return new StoredGradebook(openToRead(out));
}

class StoredGradebook implements GradebookReader {
  readonly engine: 'node' | 'wasm';
  readonly seed: number;
  private readonly lateRule: LateRule | undefined;
  private readonly bySlug: Map<string, GradedLesson>;
  /** Prepared once: that takes longer than to run it. */
  private readonly answers: Statement;

  constructor(private readonly database: Database) {
    this.engine = readSetting(database, 'engine', 'node');
    this.seed = readSetting(database, 'seed', 0);
    this.lateRule = readSetting<LateRule | null>(database, 'late', null) ?? undefined;
    this.answers = database.prepare(ANSWERS);
    this.bySlug = new Map(this.readLessons().map((lesson) => [lesson.slug, lesson]));
  }

  lessons(): GradedLesson[] {
    return [...this.bySlug.values()];
  }

  *submissions({ counting = false } = {}): Iterable<SubmissionRecord> {
    // Numbers first: a cursor left open would hold the writer's log.
    const rows = this.database.prepare(SUBMISSIONS).all() as SubmissionRow[];
    for (const row of rows) if (!counting || row.from_newest === 1) yield this.record(row);
  }

  submission(id: string): SubmissionRecord | undefined {
    const rows = this.database.prepare(`select * from (${SUBMISSIONS}) where id = ?`).all(id);
    return rows.length > 0 ? this.record(rows[0] as SubmissionRow) : undefined;
  }

  close(): void {
    this.database.close();
  }

  private readLessons(): GradedLesson[] {
    const rows = this.database
      .prepare(
        `select slug, questions from lesson where slug in (select lesson from submission) order by slug`,
      )
      .all() as { slug: string; questions: string }[];
    return rows.map(({ slug, questions }) => {
      const listed = Object.entries(JSON.parse(questions) as Record<string, Question>);
      return {
        slug,
        maxScore: sum(listed.map(([, { points }]) => points)),
        questions: listed.map(([id, { title, points, read }]) => ({ id, title, points, read })),
      };
    });
  }

  private record(row: SubmissionRow): SubmissionRecord {
    const questions = this.questions(row);
    const score = sum(questions.map((question) => question.score));
    const received = {
      platform: row.platform,
      lesson: row.lesson,
      receivedAt: row.received_at,
      late: row.late === 1,
    };
    const penalty = penaltyFor(received, score, this.lateRule);
    return {
      id: row.id,
      student: { id: row.student, name: row.student_name, ...JSON.parse(row.student_more) },
      lesson: row.lesson,
      file: row.location,
      platform: row.platform,
      receivedAt: row.received_at,
      late: isLate(received, this.lateRule),
      attempt: row.attempt,
      attempts: row.attempts,
      counts: row.from_newest === 1,
      state: stateOf(row, questions),
      ...(row.problem_reason === null
        ? {}
        : { problem: { reason: row.problem_reason, message: row.problem_message ?? '' } }),
      score,
      maxScore: sum(questions.map((question) => question.maxScore)),
      ...(penalty ? { penalty } : {}),
      finalScore: Math.round((score - (penalty?.points ?? 0)) * 100) / 100,
      seconds: sum(questions.map((question) => question.seconds)),
      questions,
    };
  }

  private questions(row: SubmissionRow): QuestionRecord[] {
    const lesson = row.lesson === null ? undefined : this.bySlug.get(row.lesson);
    if (!lesson) return [];
    const asked = { submission: row.number, student: row.student, lesson: row.lesson };
    const answers = this.answers.all(asked) as AnswerRow[];
    return lesson.questions.map(({ id, points }) => {
      const answer = answers.find(({ question }) => question === id);
      return questionRecord(id, points, answer, row.from_newest === 1);
    });
  }
}

function stateOf(row: SubmissionRow, questions: QuestionRecord[]): State {
  if (row.problem !== null) return row.problem;
  if (questions.some(({ reason, override }) => reason === 'no-verdict' && !override)) return 'waiting';
  return questions.some(({ status, override }) => status === 'inconclusive' && !override)
    ? 'unsure'
    : 'graded';
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

import { createHash } from 'node:crypto';
import type { Database } from 'libsql';
import type { Judged } from '../judge/session';
import { openToWrite } from './database';
import { type KnownLessons, settleLessons } from './lessons';
import { Register } from './register';
import { readSetting, writeSetting } from './settings';

/** One answer that waits for its verdict. */
export interface WaitingAnswer {
  key: string;
  lesson: string;
  question: string;
  source: string;
}

/** A verdict as the gradebook keeps it. */
export type KeptVerdict = Omit<Judged, 'submission' | 'question'> & { key: string; seconds: number };

/** Which submissions a batch is about; everything where nothing is said. */
export interface Selection {
  /** Ids of submissions, ids or names of students, or slugs of lessons. */
  only?: string[];
  /** Received then or later, ISO 8601 in UTC. */
  since?: string;
}

/** What the grader itself failed at is no verdict: it is judged again. */
const NO_VERDICT = "verdict.reason = 'grader-error'";
const SELECTED = `(@only is null or exists (select 1 from json_each(@only)
    where value in (submission.id, submission.student, submission.student_name, submission.lesson)))
  and (@since is null or submission.received_at >= @since)`;

/**
 * The gradebook as a batch writes it. Every method is one transaction: a process killed at any moment leaves whole
 * ones, and the same calls again end in the same gradebook.
 */
export class Gradebook {
  private readonly database: Database;

  /** @throws Error when it cannot be opened or made. */
  constructor(out: string) {
    this.database = openToWrite(out);
  }

  /** Reads what was kept under a name; `fallback` where nothing was. */
  setting<T>(name: string, fallback: T): T {
    return readSetting(this.database, name, fallback);
  }

  keep(name: string, value: unknown): void {
    writeSetting(this.database, name, value);
  }

  /**
   * Takes in what `find` hands over, all of it or, where it throws, nothing.
   *
   * @param find is given the register; it need not read again what that knows.
   */
  async takeIn(find: (register: Register) => Promise<void>, lessons: KnownLessons): Promise<void> {
    this.database.exec('begin immediate');
    try {
      await find(new Register(this.database));
      settleLessons(this.database, lessons);
      this.database.exec('commit');
    } catch (error) {
      // After a full disk SQLite has rolled back by itself.
      if (this.database.inTransaction) this.database.exec('rollback');
      throw error;
    }
  }

  /** Gives each answer the key its verdict hangs on. */
  plan(keyOf: (answer: Omit<WaitingAnswer, 'key'>) => string): void {
    const read = this.database.prepare(
      `select submission, lesson, question, source, key from answer join submission on number = submission
       where source is not null and lesson is not null and problem is null and submission = ?`,
    );
    const write = this.database.prepare('update answer set key = ? where submission = ? and question = ?');
    const numbers = this.database.prepare('select number from submission').all() as { number: number }[];
    this.database.transaction(() => {
      for (const { number } of numbers)
        for (const row of read.all(number) as (WaitingAnswer & { submission: number })[]) {
          const key = keyOf(row);
          if (key !== row.key) write.run(key, row.submission, row.question);
        }
    })();
  }

  /** Keys of the answers that wait, each once, those that count first; with `regrade` of all that are selected. */
  waiting(selection: Selection, regrade = false): string[] {
    const rows = this.database
      .prepare(
        `select answer.key as key, min(answer.submission) as first from answer
         join submission on number = submission
         left join verdict on verdict.key = answer.key
         where answer.key is not null and (@regrade or verdict.key is null or ${NO_VERDICT}) and ${SELECTED}
         group by answer.key order by first, question`,
      )
      .all({ ...parameters(selection), regrade: regrade ? 1 : 0 }) as { key: string }[];
    return rows.map(({ key }) => key);
  }

  /** The answer behind a key. */
  answer(key: string): WaitingAnswer {
    const [row] = this.database
      .prepare(
        `select key, lesson, question, source from answer join submission on number = submission
         where key = ? limit 1`,
      )
      .all(key) as WaitingAnswer[];
    return row!;
  }

  /** Keeps a verdict; a later one of the same answer takes its place. */
  record({ key, status, reason, message, evidence, seconds }: KeptVerdict): void {
    this.database
      .prepare(
        `insert into verdict (key, status, reason, message, evidence, seconds) values (?, ?, ?, ?, ?, ?)
         on conflict (key) do update set status = excluded.status, reason = excluded.reason,
           message = excluded.message, evidence = excluded.evidence, seconds = excluded.seconds`,
      )
      .run(key, status, reason, message, JSON.stringify(evidence), seconds);
  }

  /** Ids of the selected submissions. */
  selected(selection: Selection): Set<string> {
    const rows = this.database
      .prepare(`select id from submission where ${SELECTED}`)
      .all(parameters(selection)) as {
      id: string;
    }[];
    return new Set(rows.map(({ id }) => id));
  }

  /** Submissions whose file is not among these any more; their verdicts are kept. */
  absent(present: ReadonlySet<string>): string[] {
    const rows = this.database
      .prepare('select location from submission where superseded = 0 order by location')
      .all() as { location: string }[];
    return rows.map(({ location }) => location).filter((location) => !present.has(location));
  }

  /** Sets, or with a null score takes back, what a person says an answer is worth. */
  override(
    of: { student: string; lesson: string; question: string },
    score: number | null,
    reason: string,
    at: string,
  ): void {
    const { student, lesson, question } = of;
    this.database.transaction(() => {
      this.database
        .prepare('delete from override where student = ? and lesson = ? and question = ?')
        .run(student, lesson, question);
      if (score !== null)
        this.database
          .prepare(
            'insert into override (student, lesson, question, score, reason, at) values (?, ?, ?, ?, ?, ?)',
          )
          .run(student, lesson, question, score, reason, at);
    })();
  }

  /** Leaves one file, which can be copied and read anywhere. */
  close(): void {
    try {
      this.database.exec('pragma journal_mode = delete');
    } catch {
      // Somebody reads it at this moment; it stays as it is, which is as whole.
    }
    this.database.close();
  }
}

function parameters({ only, since }: Selection) {
  return { only: only ? JSON.stringify(only) : null, since: since ?? null };
}

/** A hash of parts, none of which can pass for another. */
export function hashOf(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length} `).update(part);
  return hash.digest('hex');
}

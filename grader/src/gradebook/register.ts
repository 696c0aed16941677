import type { Database } from 'libsql';
import type { Platform, Student } from './records';
import { freeId } from './submission-id';

/** Why nothing was taken: `rejected` is the verdict; `unsure` waits for a person, and is looked at again next time. */
export interface Problem {
  kind: 'rejected' | 'unsure';
  reason: string;
  message: string;
}

/** What was found in the folder, as the gradebook takes it in. */
export interface HandedIn {
  /** What its id is made of. */
  name: string;
  /** Path in the folder, with `/`. */
  location: string;
  /** Hash of its bytes; with the location it says whether it has been taken in before. */
  content: string;
  student: Student;
  platform: Platform;
  lesson: string | null;
  receivedAt: string | null;
  late: boolean;
  /** The platform's own numbering; larger is newer. */
  order: number;
  answers: { question: string; source?: string; rejected?: { reason: string; message: string } }[];
  problem?: Problem;
}

/** Takes submissions in; nothing is ever taken out, but what could not be read makes room for what can. */
export class Register {
  private readonly taken: Set<string>;
  private readonly statements: Statements;

  constructor(database: Database) {
    this.statements = prepareAll(database);
    const ids = database.prepare('select id from submission').all() as { id: string }[];
    this.taken = new Set(ids.map(({ id }) => id.toLowerCase()));
  }

  /** Whether these bytes have been taken in from there and stand. */
  knows(location: string, content: string): boolean {
    const [row] = this.at(location, content);
    if (!row || row.problem === 'unsure') return false;
    this.supersedeOthers(location, row.number);
    return true;
  }

  add(handed: HandedIn): void {
    const [before] = this.unsureAt(handed.location);
    const id = before?.id ?? freeId(handed.name, this.taken);
    this.taken.add(id.toLowerCase());
    if (before) this.statements.remove.run(before.number);
    const { name, email, others } = handed.student;
    const more = { ...(email ? { email } : {}), ...(others ? { others } : {}) };
    const { lastInsertRowid } = this.statements.add.run({
      number: before?.number ?? null,
      id,
      location: handed.location,
      content: handed.content,
      student: handed.student.id,
      studentName: name,
      studentMore: JSON.stringify(more),
      platform: handed.platform,
      lesson: handed.lesson,
      receivedAt: handed.receivedAt,
      late: handed.late ? 1 : 0,
      orderHint: handed.order,
      problem: handed.problem?.kind ?? null,
      problemReason: handed.problem?.reason ?? null,
      problemMessage: handed.problem?.message ?? null,
    });
    const number = Number(lastInsertRowid);
    this.supersedeOthers(handed.location, number);
    for (const { question, source, rejected } of handed.answers)
      this.statements.addAnswer.run(
        number,
        question,
        source ?? null,
        rejected?.reason ?? null,
        rejected?.message ?? null,
      );
  }

  private at(location: string, content: string) {
    return this.statements.at.all(location, content) as { number: number; problem: string | null }[];
  }

  private unsureAt(location: string) {
    return this.statements.unsureAt.all(location) as { number: number; id: string }[];
  }

  /** The file holds other bytes now; what it held is kept as an older attempt. */
  private supersedeOthers(location: string, number: number): void {
    this.statements.supersede.run(number, location);
  }
}

type Statements = ReturnType<typeof prepareAll>;

/** Prepared once: that takes longer than to run them. */
function prepareAll(database: Database) {
  return {
    add: database.prepare(INSERT),
    addAnswer: database.prepare(
      'insert into answer (submission, question, source, rejected_reason, rejected_message) values (?, ?, ?, ?, ?)',
    ),
    at: database.prepare('select number, problem from submission where location = ? and content = ?'),
    remove: database.prepare('delete from submission where number = ?'),
    supersede: database.prepare('update submission set superseded = (number <> ?) where location = ?'),
    unsureAt: database.prepare(`select number, id from submission where location = ? and problem = 'unsure'`),
  };
}

const INSERT = `
  insert into submission (number, id, location, content, student, student_name, student_more, platform, lesson,
    received_at, late, order_hint, problem, problem_reason, problem_message)
  values (@number, @id, @location, @content, @student, @studentName, @studentMore, @platform, @lesson,
    @receivedAt, @late, @orderHint, @problem, @problemReason, @problemMessage)`;

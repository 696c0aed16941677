import type { Database } from 'libsql';

/** Version of the tables below; kept in the file as `user_version`. */
const VERSION = 1;

/**
 * An answer's verdict hangs on its key, which holds everything the verdict follows from (question, source, spec, kit,
 * engine, seed): equal answers share one, and what has a verdict is not judged again.
 */
const TABLES = `
  create table setting (name text primary key, value text not null) strict;
  create table lesson (slug text primary key, questions text not null) strict;
  create table submission (
    number integer primary key,
    id text not null unique,
    location text not null,
    content text not null,
    superseded integer not null default 0,
    student text not null,
    student_name text not null,
    student_more text not null,
    platform text not null,
    lesson text,
    received_at text,
    late integer not null,
    order_hint integer not null,
    problem text,
    problem_reason text,
    problem_message text,
    unique (location, content)
  ) strict;
  create index submission_by_student on submission (student, lesson);
  create table answer (
    submission integer not null references submission (number) on delete cascade,
    question text not null,
    source text,
    key text,
    rejected_reason text,
    rejected_message text,
    primary key (submission, question)
  ) strict, without rowid;
  create index answer_by_key on answer (key);
  create table verdict (
    key text primary key,
    status text not null,
    reason text not null,
    message text not null,
    evidence text not null,
    seconds real not null
  ) strict;
  create table override (
    student text not null,
    lesson text not null,
    question text not null,
    score real not null,
    reason text not null,
    at text not null,
    primary key (student, lesson, question)
  ) strict, without rowid;
`;

/**
 * Makes the tables in an empty file; leaves a file of this version as it is.
 *
 * @throws Error when another version of the course made it.
 */
export function prepareSchema(database: Database): void {
  const version = versionOf(database);
  if (version === VERSION) return;
  if (version !== 0) throw tooNew(version);
  database
    .transaction(() => {
      // Another process may have made them meanwhile.
      if (versionOf(database) === VERSION) return;
      database.exec(TABLES);
      database.exec(`pragma user_version = ${VERSION}`);
    })
    .immediate();
}

/** @throws Error when the file is not a gradebook of this version. */
export function checkSchema(database: Database): void {
  const version = versionOf(database);
  if (version !== VERSION) throw tooNew(version);
}

function versionOf(database: Database): number {
  const [row] = database.prepare('pragma user_version').all() as { user_version: number }[];
  return row!.user_version;
}

function tooNew(version: number): Error {
  return new Error(
    `gradebook.sqlite has schema version ${version}; this version of the course reads version ${VERSION}`,
  );
}

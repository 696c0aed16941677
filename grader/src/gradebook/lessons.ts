import type { Database } from 'libsql';
import type { Question } from '../lessons';

/** Lessons the batch knows: slug -> its questions. */
export type KnownLessons = ReadonlyMap<string, Record<string, Question>>;

/**
 * Settles which lesson each submission is of, and gives every question of it an answer or the reason why there is
 * none. A submission that does not say its lesson has the batch's lesson where that is but one.
 */
export function settleLessons(database: Database, known: KnownLessons): void {
  takeSoleLesson(database);
  nameUnknownLessons(database, [...known.keys()]);
  for (const [slug, questions] of known) {
    keepQuestions(database, slug, questions);
    for (const question of Object.keys(questions)) fillGaps(database, slug, question);
  }
  // The verdict on a file that is no notebook now stands at each of its questions.
  database.exec(`update submission set problem = null, problem_reason = null, problem_message = null
    where problem = 'rejected' and lesson is not null`);
}

function takeSoleLesson(database: Database): void {
  const slugs = database.prepare('select distinct lesson from submission where lesson is not null').all() as {
    lesson: string;
  }[];
  if (slugs.length === 1)
    database
      .prepare(`update submission set lesson = ? where lesson is null and problem is not 'unsure'`)
      .run(slugs[0]!.lesson);
}

function nameUnknownLessons(database: Database, known: string[]): void {
  const list = JSON.stringify(known);
  database
    .prepare(
      `update submission set problem = 'unsure', problem_reason = 'unknown-lesson', problem_message =
         case when lesson is null then 'The notebook does not say which lesson it is'
           else 'There is no lesson "' || lesson || '"' end || '; name it with --lesson, one of: ' || ?,
         lesson = null
       where problem is null and (lesson is null or lesson not in (select value from json_each(?)))`,
    )
    .run(known.join(', '), list);
}

function keepQuestions(database: Database, slug: string, questions: Record<string, Question>): void {
  database
    .prepare(
      `insert into lesson (slug, questions) values (?, ?)
       on conflict (slug) do update set questions = excluded.questions`,
    )
    .run(slug, JSON.stringify(questions));
}

function fillGaps(database: Database, slug: string, question: string): void {
  database
    .prepare(
      `insert into answer (submission, question, rejected_reason, rejected_message)
       select number, @question, coalesce(problem_reason, 'missing-answer'),
         coalesce(problem_message, 'The notebook has no cell for ' || @question || '; was it deleted?')
       from submission where lesson = @slug and problem is not 'unsure'
       on conflict do nothing`,
    )
    .run({ slug, question });
}

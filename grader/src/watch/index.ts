import { existsSync } from 'node:fs';
import { NotebookError, readSubmission, type SubmissionProblem } from '../notebook';
import { notebookOf } from '../progress';
import { Answers } from './answers';
import { AnswerQueue, type QueueEvents } from './queue';
import { Saves } from './saves';

export type { ChangedAnswer } from './answers';

/** Told of what happens while notebooks are watched. */
export interface WatchEvents extends QueueEvents {
  /** The notebook cannot be read, or an answer in it cannot be taken. */
  problem(lesson: string, message: string): void;
}

/** Jupyter may be in the midst of writing: a notebook that cannot be read is looked at again, in milliseconds. */
const SECOND_LOOK = 400;

/** Grades the answers that change in the notebooks of these lessons, whenever they are saved, until `signal`. */
export async function watchLessons(
  lessons: readonly string[],
  events: WatchEvents,
  signal: AbortSignal,
): Promise<void> {
  const queue = new AnswerQueue(events);
  const notebooks = new Map(lessons.map((slug) => [notebookOf(slug), { slug, answers: new Answers(slug) }]));
  const look = (file: string, again = true) => {
    const { slug, answers } = notebooks.get(file)!;
    if (!existsSync(file)) return;
    try {
      const submission = readSubmission(file);
      for (const problem of submission.problems) events.problem(slug, messageOf(problem));
      queue.add(answers.changed(submission));
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      if (again) setTimeout(() => look(file, false), SECOND_LOOK);
      else events.problem(slug, error.message);
    }
  };
  queue.prepare(lessons[0]!);
  const saves = new Saves([...notebooks.keys()], look);
  for (const file of notebooks.keys()) look(file);
  await aborted(signal);
  saves.close();
  await queue.close();
}

function messageOf({ message }: SubmissionProblem): string {
  return message;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

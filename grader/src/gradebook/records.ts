import type { QuestionResult } from '../grade';
import type { Question } from '../lessons';

/** Who handed in. Two submissions with the same id are of the same person (or group). */
export interface Student {
  /** As the platform knows the person; in a plain folder the name of the file or folder. */
  id: string;
  /** As a reader knows the person; the id where the platform names nobody. */
  name: string;
  /** Where the platform tells it (Gradescope). */
  email?: string;
  /** Other members of a group that handed in together (Gradescope). */
  others?: { name: string; email?: string }[];
}

/** Where a folder of submissions comes from; it decides what a file's name means. */
export type Platform = 'folder' | 'canvas' | 'moodle' | 'gradescope';

/**
 * - `waiting`: some answer has no verdict yet (the batch was ended early, or a worker could not judge it);
 * - `graded`: every question has a verdict;
 * - `rejected`: what was handed in cannot be graded, and that is its verdict (0 points, with the reason);
 * - `unsure`: a person must look (an inconclusive question, an unknown lesson, a file that cannot be read).
 */
export type State = 'waiting' | 'graded' | 'rejected' | 'unsure';

/** A score that a person set. It stands through every later grading. */
export interface Override {
  score: number;
  reason: string;
  /** When, ISO 8601. */
  at: string;
}

/** One question of one submission. `score` is the one that counts: the override's where there is one. */
export interface QuestionRecord extends QuestionResult {
  /** What the grader gave, whatever a person said. */
  gradedScore: number;
  override?: Override;
  /** The answer's source as it was handed in; null where there is none that could be taken. */
  source: string | null;
  /** Wall seconds of the judging; 0 where an equal answer had been judged. Differs from run to run. */
  seconds: number;
}

/** What the rule for late work takes off. */
export interface Penalty {
  /** Of the submission's score, in percent. */
  percent: number;
  points: number;
  /** In words: "26 h late, 10 % a day begun". */
  because: string;
}

/** One notebook that was handed in. */
export interface SubmissionRecord {
  /** Stable through every run; safe as a file name: `results/ID.json`, `feedback/ID.html`. */
  id: string;
  student: Student;
  /** Null where nothing says which lesson it is. */
  lesson: string | null;
  /** Path in the folder of submissions, with `/`; a file in an archive is `archive.zip/path`. */
  file: string;
  platform: Platform;
  /** ISO 8601 in UTC; null where nothing tells. */
  receivedAt: string | null;
  late: boolean;
  /** 1 for the student's oldest submission of the lesson … */
  attempt: number;
  /** … of this many. */
  attempts: number;
  /** Whether this is the one that counts: the newest. */
  counts: boolean;
  state: State;
  /** Why it was rejected, or why a person must look. */
  problem?: { reason: string; message: string };
  /** Sum over the questions, with overrides, before the penalty. */
  score: number;
  maxScore: number;
  penalty?: Penalty;
  /** What goes into a gradebook: `score` less the penalty. */
  finalScore: number;
  /** Wall seconds of the judging. Differs from run to run. */
  seconds: number;
  /** In the order of the lesson; empty where the lesson is not known. */
  questions: QuestionRecord[];
}

/** A lesson as the gradebook's submissions answer it. */
export interface GradedLesson {
  slug: string;
  maxScore: number;
  /** In order. `read` is the lesson's section to read when points were lost. */
  questions: (Pick<Question, 'title' | 'points' | 'read'> & { id: string })[];
}

/** Reads a gradebook; safe beside a batch that writes it. */
export interface GradebookReader {
  readonly engine: 'node' | 'wasm';
  /** Seed of the batch. Never show it to a student: everything drawn follows from it. */
  readonly seed: number;
  /** Lessons that some submission answers, by slug. */
  lessons(): GradedLesson[];
  /** Every submission, by student, lesson and attempt; `counting` leaves out those that a newer one replaces. */
  submissions(which?: { counting?: boolean }): Iterable<SubmissionRecord>;
  /** @returns undefined where there is none of this id. */
  submission(id: string): SubmissionRecord | undefined;
  close(): void;
}

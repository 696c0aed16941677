import { now } from 'unstuck/clock';
import type { TrainingProgress } from '../judge/answer';
import { judgeAnswer, prepareToJudge } from '../judge/spec';
import type { Assignment } from './judging';
import { graderError, type Verdict } from './judging';

/** What this process is told: an answer to judge, a lesson to get ready for, or to end what it judges. */
export type Told = Assignment | { prepare: string } | { cancel: string };

/** What goes back while an answer is judged whose `live` asks for it. */
export interface Progress {
  key: string;
  progress: TrainingProgress;
}

/** What goes back to the process that started this one. */
export interface Judged {
  key: string;
  verdict: Verdict;
}

let atWork = false;
let cancel = new AbortController();
let orphaned = false;

async function judge(assignment: Assignment): Promise<void> {
  atWork = true;
  const start = now();
  const { key } = assignment;
  cancel = new AbortController();
  const verdict = await judgeAnswer(assignment, {
    signal: cancel.signal,
    cores: assignment.cores,
    ...(assignment.live ? { onProgress: (progress) => tell({ key, progress }) } : {}),
  }).then(
    (judged): Verdict => ({ ...judged, seconds: (now() - start) / 1000 }),
    (error: unknown) => graderError(String(error)),
  );
  atWork = false;
  if (orphaned) process.exit();
  tell({ key, verdict });
}

function tell(message: Judged | Progress): void {
  if (process.connected) process.send!(message);
}

function take(told: Told): void {
  if ('prepare' in told) prepareToJudge(told.prepare);
  else if ('cancel' in told) cancel.abort();
  else judge(told);
}

/** The cores go to answers side by side, and a verdict repeats on machines with other numbers of cores. */
process.env.UNSTUCK_THREADS ??= '1';
process.on('message', take);
// An interrupt at the terminal reaches the whole group; the batch decides what it means.
process.on('SIGINT', () => {});
process.on('disconnect', () => {
  // Ended only after the sandbox is: a process of a student's must not outlive its judge.
  orphaned = true;
  if (!atWork) process.exit();
});

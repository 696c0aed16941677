import { now } from 'unstuck/clock';
import { judgeAnswer } from '../judge/spec';
import type { Assignment } from './judging';
import { graderError, type Verdict } from './judging';

/** What goes back to the process that started this one. */
export interface Judged {
  key: string;
  verdict: Verdict;
}

let atWork = false;
let orphaned = false;

async function judge(assignment: Assignment): Promise<void> {
  atWork = true;
  const start = now();
  const verdict = await judgeAnswer(assignment).then(
    (judged): Verdict => ({ ...judged, seconds: (now() - start) / 1000 }),
    (error: unknown) => graderError(String(error)),
  );
  atWork = false;
  if (orphaned) process.exit();
  process.send!({ key: assignment.key, verdict } satisfies Judged);
}

/** The cores go to answers side by side, and a verdict repeats on machines with other numbers of cores. */
process.env.UNSTUCK_THREADS ??= '1';
process.on('message', judge);
// An interrupt at the terminal reaches the whole group; the batch decides what it means.
process.on('SIGINT', () => {});
process.on('disconnect', () => {
  // Ended only after the sandbox is: a process of a student's must not outlive its judge.
  orphaned = true;
  if (!atWork) process.exit();
});

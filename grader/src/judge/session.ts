import { appendFileSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Evidence, Status } from './verdict';

/** One submission as a spec sees it: the source of each answered question. */
const submissionSchema = z.object({
  id: z.string(),
  lesson: z.string(),
  questions: z.record(z.string(), z.string()),
  /** Questions whose answer could not be taken, with the reason. */
  rejected: z.record(z.string(), z.object({ reason: z.string(), message: z.string() })),
});
export type SessionSubmission = z.infer<typeof submissionSchema>;

const sessionSchema = z.object({
  /** The one seed of this grading: data, label permutation and initial weights follow from it. */
  seed: z.number().int().nonnegative(),
  outcomes: z.string(),
  submissions: z.array(submissionSchema),
});

/** What `unstuck grade` hands to the specs, through the file that `UNSTUCK_SESSION` names. */
export type Session = z.infer<typeof sessionSchema>;

/** How one question of one submission was judged; one line of the outcomes file each. */
export interface Judged {
  submission: string;
  question: string;
  status: Status;
  reason: string;
  message: string;
  evidence: Evidence;
}

export function readSession(): Session {
  const file = process.env.UNSTUCK_SESSION;
  if (!file) throw new Error('Specs are run by `npx unstuck grade FILE`, not by jest alone.');
  return sessionSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function record(session: Session, judged: Judged): void {
  appendFileSync(session.outcomes, `${JSON.stringify(judged)}\n`);
}

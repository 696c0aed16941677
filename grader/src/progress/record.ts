import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { lockSync } from 'proper-lockfile';
import { now } from 'unstuck/clock';
import { z } from 'zod';
import { stateFolder } from './workplace';
import { writeDurably } from './write-durably';

const questionSchema = z.object({
  /** The last verdict; absent before the first. */
  status: z.enum(['pass', 'fail', 'error', 'timeout', 'inconclusive']).optional(),
  reason: z.string().optional(),
  points: z.number().nonnegative().optional(),
  /** When it was judged, as ISO 8601. */
  judged: z.string().optional(),
  /** A hash of the answer that was judged. */
  answer: z.string().optional(),
  /** How many hints were asked for. */
  hints: z.number().int().nonnegative().optional(),
});
const recordSchema = z.object({
  schema: z.literal(1),
  lessons: z.record(z.string(), z.record(z.string(), questionSchema)),
});

/** What is kept about one question. */
export type QuestionProgress = z.infer<typeof questionSchema>;
/** `.unstuck/progress.json`: lesson -> question -> what is kept. */
export type ProgressRecord = z.infer<typeof recordSchema>;

const NOTHING: ProgressRecord = { schema: 1, lessons: {} };
/** Another command writes for milliseconds; the lock of one that was killed is taken over when it is stale. */
const STALE_MILLISECONDS = 2000;
const LOCK_ATTEMPTS = 200;
const LOCK_WAIT_MILLISECONDS = 20;

export function progressFile(): string {
  return join(stateFolder(), 'progress.json');
}

/**
 * Reads the progress. A file that is broken is kept under another name, and progress begins anew.
 *
 * @param warn told, in a sentence, of a file that was broken.
 */
export function readProgress(warn: (message: string) => void = console.error): ProgressRecord {
  const file = progressFile();
  if (!existsSync(file)) return NOTHING;
  const record = parsed(readFileSync(file, 'utf8'));
  if (record) return record;
  const aside = file.replace(/\.json$/, `.broken-${timestamp()}.json`);
  renameSync(file, aside);
  warn(`${file} was broken. It is kept as ${aside}; progress begins anew, and grading fills it again.`);
  return NOTHING;
}

/** Changes what is kept about some questions of a lesson. Two commands that do so at once both count. */
export function updateProgress(
  slug: string,
  change: (questions: Record<string, QuestionProgress>) => Record<string, QuestionProgress>,
): void {
  mkdirSync(stateFolder(), { recursive: true });
  const unlock = lock();
  try {
    const record = readProgress();
    const lessons = { ...record.lessons, [slug]: change(record.lessons[slug] ?? {}) };
    writeDurably(progressFile(), `${JSON.stringify({ ...record, lessons }, null, 2)}\n`);
  } finally {
    unlock();
  }
}

/** A hash by which an answer is known again. */
export function hashOfAnswer(source: string): string {
  return createHash('sha256').update(source.trim()).digest('hex').slice(0, 16);
}

/** This moment for a file name: `2026-11-21T14-30-05`. */
export function timestamp(): string {
  return isoNow().slice(0, 19).replaceAll(':', '-');
}

export function isoNow(): string {
  return new Date(now()).toISOString();
}

function parsed(text: string): ProgressRecord | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function lock(): () => void {
  for (let attempt = 1; ; attempt++)
    try {
      return lockSync(stateFolder(), {
        lockfilePath: join(stateFolder(), 'progress.lock'),
        stale: STALE_MILLISECONDS,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED' || attempt === LOCK_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_WAIT_MILLISECONDS);
    }
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fingerprint } from '../calibrate/answers';
import type { Lesson } from '../lessons';

/** How a mutant was judged: the reason why it did not pass, `pass` where it survived. */
const outcomeSchema = z.record(z.string(), z.string());

const questionSchema = z.object({
  /** Fingerprint of the answer and of what judges it: other outcomes hold for another. */
  judged: z.string(),
  outcomes: outcomeSchema,
});
const recordSchema = z.record(z.string(), questionSchema);

/** `mutants.json` beside a spec: the outcomes of each question. */
export type MutationRecord = z.infer<typeof recordSchema>;

/** `equivalent-mutants.json` beside a spec: by question, mutants that are right answers, and why. */
export type EquivalentMutants = Record<string, Record<string, string>>;

function readOutcomes(lesson: Lesson): MutationRecord {
  return read(lesson, 'mutants.json', recordSchema);
}

/** Of a question, the outcomes that still hold. */
export function outcomesOf(lesson: Lesson, question: string, reference: string): MutationRecord[string] {
  const judged = judgedBy(lesson, reference);
  const stored = readOutcomes(lesson)[question];
  return stored?.judged === judged ? stored : { judged, outcomes: {} };
}

export function writeOutcomes(lesson: Lesson, question: string, outcomes: MutationRecord[string]): void {
  const file = besideSpec(lesson, 'mutants.json');
  const written = `${file}.${process.pid}`;
  writeFileSync(written, `${JSON.stringify({ ...readOutcomes(lesson), [question]: outcomes }, null, 2)}\n`);
  renameSync(written, file);
}

export function readEquivalent(lesson: Lesson): EquivalentMutants {
  return read(
    lesson,
    'equivalent-mutants.json',
    z.record(z.string(), z.record(z.string(), z.string().min(10))),
  );
}

function judgedBy(lesson: Lesson, reference: string): string {
  const files = [lesson.spec, besideSpec(lesson, 'tasks.ts')].filter(existsSync);
  return fingerprint([reference, ...files.map((file) => readFileSync(file, 'utf8'))].join('\n'));
}

function read<T>(lesson: Lesson, name: string, schema: z.ZodType<T>): T | Record<string, never> {
  const file = besideSpec(lesson, name);
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

function besideSpec({ spec }: Lesson, name: string): string {
  return join(dirname(spec), name);
}

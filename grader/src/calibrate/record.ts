import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Lesson } from '../lessons';

/** What each criterion measured, in their order, or why a run gave nothing to measure. */
const runSchema = z.union([z.array(z.number().nullable()), z.string()]);

const questionSchema = z.object({
  engine: z.string(),
  /** Fingerprint of the data and the training that was recorded. */
  task: z.string(),
  criteria: z.array(
    z.object({ name: z.string(), atLeast: z.number().optional(), atMost: z.number().optional() }),
  ),
  /** Run i of each answer has seed `firstSeed + i`. */
  firstSeed: z.number().int(),
  answers: z.record(
    z.string(),
    z.object({
      /** Fingerprint of its text. */
      source: z.string(),
      expected: z.enum(['pass', 'fail']).optional(),
      runs: z.array(runSchema),
    }),
  ),
});

/** One run of one answer; a measure that is no finite number is null. */
export type Run = z.infer<typeof runSchema>;
/** What was recorded for one training question. */
export type QuestionRecord = z.infer<typeof questionSchema>;
/** `calibration.json` beside a spec: a record by question. */
export type CalibrationRecord = Record<string, QuestionRecord>;

/** The file that holds a lesson's runs. */
export function recordFile({ spec }: Lesson): string {
  return join(dirname(spec), 'calibration.json');
}

/** Reads what was recorded; nothing where there is no file yet. */
export function readRecord(file: string): CalibrationRecord {
  if (!existsSync(file)) return {};
  return z.record(z.string(), questionSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** One line for an answer, so that a change shows as what it is. */
export function writeRecord(file: string, record: CalibrationRecord): void {
  const questions = Object.entries(record).map(([id, { answers, ...head }]) => {
    const lines = Object.entries(answers).map(
      ([name, answer]) => `${JSON.stringify(name)}: ${JSON.stringify(answer)}`,
    );
    const start = JSON.stringify(head).slice(0, -1);
    return `${JSON.stringify(id)}: ${start}, "answers": {\n${lines.join(',\n')}\n}}`;
  });
  // Renamed into place: another process may be reading.
  const written = `${file}.${process.pid}`;
  writeFileSync(written, `{\n${questions.join(',\n')}\n}\n`);
  renameSync(written, file);
}

/** Whether a run met every bound, as its record stands. */
export function passes(run: Run, criteria: QuestionRecord['criteria']): boolean {
  if (typeof run === 'string') return false;
  return criteria.every(({ atLeast = -Infinity, atMost = Infinity }, i) => {
    const value = run[i] ?? Number.NaN;
    return value >= atLeast && value <= atMost;
  });
}

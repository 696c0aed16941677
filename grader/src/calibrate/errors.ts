import type { RunErrors } from '../judge/training/sequential';
import type { Lesson } from '../lessons';
import { readRecord, recordFile } from './record';
import { runErrors } from './summary';

/** How often one run of a training question errs at most, as recorded; undefined where nothing is. */
export function storedErrors(lesson: Lesson, question: string): RunErrors | undefined {
  const record = readRecord(recordFile(lesson))[question];
  return record && runErrors(record);
}

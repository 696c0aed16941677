import { ready } from 'unstuck/engine';
import type { TrainingTask } from '../judge/training';
import type { Lesson } from '../lessons';
import { fingerprint, type KnownAnswer, knownAnswers } from './answers';
import { withRecordLocked } from './lock';
import { type CalibrationRecord, type QuestionRecord, readRecord, recordFile, writeRecord } from './record';
import { describeAnswer, describeBounds } from './summary';
import { describeTask, loadTask, trainingQuestions } from './task';
import { trial } from './trial';

/** How far a calibration is. */
export interface Progress {
  /** Called before the first run of a question with the number of its runs, and of those that are there. */
  start(question: string, total: number, done: number): void;
  run(answer: string): void;
  line(text: string): void;
}

export interface CalibrateOptions {
  /** Runs of each answer. Default 60: then a lead of two runs makes a verdict, which errs in less than 1 %. */
  seeds?: number;
  /** Default: every training question. */
  question?: string;
}

/**
 * Trains every known answer of a lesson's training questions on fresh seeds, and keeps what each run measured
 * beside the spec as it comes: an interrupted calibration goes on where it was.
 *
 * @throws RangeError when the lesson has no such training question.
 * @throws Error when another process is calibrating the lesson.
 */
export async function calibrate(
  lesson: Lesson,
  { seeds = 60, question }: CalibrateOptions,
  progress: Progress,
): Promise<void> {
  const questions = trainingQuestions(lesson);
  if (question !== undefined && !questions.includes(question))
    throw new RangeError(
      `question: expected a training question of ${lesson.slug} (${questions.join(', ')}), got "${question}"`,
    );
  await withRecordLocked(lesson, async () => {
    for (const id of question === undefined ? questions : [question])
      await calibrateQuestion(lesson, id, seeds, progress);
  });
}

async function calibrateQuestion(lesson: Lesson, id: string, seeds: number, progress: Progress) {
  const file = recordFile(lesson);
  const task = loadTask(lesson, id);
  const known = knownAnswers(lesson, id);
  const record = await currentRecord(readRecord(file)[id], task, known);
  const runs = known.map(({ name }) => Math.min(record.answers[name]!.runs.length, seeds));
  progress.start(
    id,
    seeds * known.length,
    runs.reduce((sum, n) => sum + n, 0),
  );
  for (const { name, source } of known) {
    const { runs } = record.answers[name]!;
    while (runs.length < seeds) {
      runs.push(await trial(task, source, record.firstSeed + runs.length));
      save(file, id, record);
      progress.run(name);
    }
    progress.line(describeAnswer(name, record));
  }
  save(file, id, record);
  progress.line(describeBounds(record));
}

/** What was recorded, without the runs of answers, data or criteria that are not these any more. */
async function currentRecord(
  stored: QuestionRecord | undefined,
  task: TrainingTask,
  known: KnownAnswer[],
): Promise<QuestionRecord> {
  const described = describeTask(task);
  const holds = stored !== undefined && sameTask(stored, described);
  const answers = known.map(({ name, source, expected }) => {
    const print = fingerprint(source);
    const old = holds ? stored.answers[name] : undefined;
    const runs = old?.source === print ? old.runs : [];
    return [name, { source: print, ...(expected ? { expected } : {}), runs }];
  });
  const { engine, version, threads } = await ready();
  return {
    engine: holds ? stored.engine : `tfjs ${version}, ${engine}, threads ${threads}`,
    ...described,
    answers: Object.fromEntries(answers),
  };
}

/** Whether the same was trained and the same was measured; bounds may differ. */
export function sameTask(
  stored: Pick<QuestionRecord, 'task' | 'criteria'>,
  described: Pick<QuestionRecord, 'task' | 'criteria'>,
): boolean {
  const names = ({ criteria }: typeof stored) => criteria.map(({ name }) => name).join('\n');
  return stored.task === described.task && names(stored) === names(described);
}

/** The record of the other questions stays as it is. */
function save(file: string, id: string, record: QuestionRecord): void {
  const all: CalibrationRecord = { ...readRecord(file), [id]: record };
  writeRecord(file, all);
}

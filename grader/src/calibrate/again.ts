import {
  assess,
  judgeTrained,
  type PassedRun,
  requestOf,
  secondLook,
  type TrainingTask,
} from '../judge/training';
import type { RunErrors } from '../judge/training/sequential';
import type { Lesson } from '../lessons';
import { type KnownAnswer, knownAnswers } from './answers';
import { storedErrors } from './errors';
import { readRecord, recordFile } from './record';
import { loadTask, trainingQuestions } from './task';
import { trainingHere } from './trial';

/** A known answer that was trained once more. */
export interface TrainedAgain {
  question: string;
  name: string;
  expected: 'pass' | 'fail';
  /** `pass`, or why it did not. */
  reason: string;
}

/** Whether an answer is what it must be. */
export function isAsExpected({ expected, reason }: TrainedAgain): boolean {
  return (expected === 'pass') === (reason === 'pass');
}

/**
 * Trains every answer beside a lesson's spec again, in this process: a start in the sandbox costs as much as a training.
 * With sixty runs of each on record one run is enough where it agrees with them, and a second look where it passes;
 * where it does not agree, the answer gets the runs that a student's gets.
 *
 * @throws Error when a question is not calibrated.
 */
export async function trainAgain(
  lesson: Lesson,
  onAnswer: (answer: TrainedAgain) => void = () => {},
): Promise<TrainedAgain[]> {
  const trained: TrainedAgain[] = [];
  for (const question of trainingQuestions(lesson))
    for (const { name, source, expected } of knownAnswers(lesson, question)) {
      if (!expected || !BESIDE_THE_SPEC.test(name)) continue;
      const reason = await reasonOf(lesson, question, source, expected);
      trained.push({ question, name, expected, reason });
      onAnswer(trained.at(-1)!);
    }
  return trained;
}

/** The reference and the starter are graded as students' answers are. */
const BESIDE_THE_SPEC = /^(right|wrong)-/;

async function reasonOf(
  lesson: Lesson,
  question: string,
  source: string,
  expected: NonNullable<KnownAnswer['expected']>,
): Promise<string> {
  const task = loadTask(lesson, question);
  const record = readRecord(recordFile(lesson))[question];
  const errors = storedErrors(lesson, question);
  if (!record || !errors) throw new Error(`${lesson.slug}: ${question} is not calibrated`);
  const first = await trainOnce(task, source, record.firstSeed);
  const passes = typeof first !== 'string';
  if (passes !== (expected === 'pass')) return judged(task, source, record.firstSeed, errors);
  if (!passes) return first;
  return (await secondLook(task, trainingHere(source), first))?.reason ?? 'pass';
}

/** The run where it passes, else why it does not. */
async function trainOnce(task: TrainingTask, source: string, seed: number): Promise<PassedRun | string> {
  const data = task.data(seed);
  try {
    const trained = await trainingHere(source)(task.hooks, requestOf(task, seed, data), [data.heldOut.x]);
    const { judgement } = assess(task, data, trained);
    return judgement.pass ? { seed, data, trained } : judgement.reason;
  } catch (error) {
    return reasonIn(error);
  }
}

function judged(task: TrainingTask, source: string, seed: number, errors: RunErrors): Promise<string> {
  return judgeTrained(task, trainingHere(source), { seed, errors }).then(() => 'pass', reasonIn);
}

function reasonIn(error: unknown): string {
  return (error as { reason?: string }).reason ?? `throws: ${(error as Error).message}`;
}

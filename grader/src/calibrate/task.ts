import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NdArray } from 'unstuck/data';
import type { TrainingTask } from '../judge/training';
import type { Lesson } from '../lessons';
import { loadTypeScript } from '../lessons/load-typescript';
import { fingerprint } from './answers';
import type { QuestionRecord } from './record';

/** Not the seeds on which data and thresholds were chosen. */
const FIRST_SEED = 1001;

/** The training questions of a lesson. */
export function trainingQuestions({ questions }: Lesson): string[] {
  return Object.keys(questions).filter((id) => questions[id]!.kind === 'training');
}

/**
 * Loads the task of a training question from the lesson's tasks.ts.
 *
 * @throws Error when it has none.
 */
export function loadTask({ slug, spec }: Lesson, question: string): TrainingTask {
  const file = join(dirname(spec), 'tasks.ts');
  const tasks = existsSync(file) ? (loadTypeScript(file) as Record<string, TrainingTask>) : {};
  const task = tasks[question];
  if (!task)
    throw new Error(
      `grader/specs/${slug}/tasks.ts has no ${question}; write: export const ${question} = trainingTask({ … })`,
    );
  return task;
}

/** What is recorded beside the runs: they hold for this training on these data, whatever the bounds. */
export function describeTask(task: TrainingTask): Pick<QuestionRecord, 'task' | 'criteria' | 'firstSeed'> {
  const { train, heldOut } = task.data(FIRST_SEED);
  const data = [train.x, train.y, heldOut.x, heldOut.y].map(arrayPrint);
  const { hooks, epochs, batchSize } = task;
  return {
    task: fingerprint(JSON.stringify({ hooks, epochs, batchSize, data })),
    criteria: task.criteria.map(({ name, atLeast, atMost }) => ({
      name,
      ...(atLeast === undefined ? {} : { atLeast }),
      ...(atMost === undefined ? {} : { atMost }),
    })),
    firstSeed: FIRST_SEED,
  };
}

function arrayPrint({ values, shape }: NdArray): string {
  return `${shape.join()} ${fingerprint(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))}`;
}

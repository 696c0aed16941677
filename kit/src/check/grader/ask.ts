import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

/** How far a training is. */
export interface CheckProgress {
  type: 'progress';
  /** Which training of this answer, counted from 1. */
  training: number;
  epoch: number;
  epochs: number;
  /** Null where it is not finite. */
  loss: number | null;
}

/** What the grader says of an answer. */
export interface CheckVerdict {
  type: 'verdict';
  status: 'pass' | 'fail' | 'error' | 'timeout' | 'inconclusive';
  /** The feedback of `unstuck grade`. */
  text: string;
  /** Trainings that the verdict counts. */
  counted: number;
}

/** The package of the grader, which the kit does without. */
const GRADER = '@unstuck/grader';

/**
 * Has one answer graded in processes of the grader's own, as `unstuck grade` does.
 *
 * @throws Error where the grader is not installed beside the notebooks, or ends without a verdict.
 */
export async function askGrader(
  answer: { lesson: string; question: string; source: string },
  onProgress: (progress: CheckProgress) => void,
): Promise<CheckVerdict> {
  const command = ['check', answer.lesson, answer.question, '--source', '-', '--events'];
  const child = spawn(process.execPath, [graderProgram(), ...command], {
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin.on('error', () => {}); // It ended before it read the answer, and says why.
  child.stdin.end(answer.source);
  let verdict: CheckVerdict | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const event: CheckProgress | CheckVerdict = JSON.parse(line);
    if (event.type === 'progress') onProgress(event);
    else verdict = event;
  }
  if (verdict) return verdict;
  throw new Error(`check: the grader gave no verdict${said ? `: ${said.trim()}` : ''}`);
}

function graderProgram(): string {
  for (const place of [join(process.cwd(), 'notebook'), __filename])
    try {
      return join(dirname(createRequire(place).resolve(`${GRADER}/package.json`)), 'bin', 'unstuck.js');
    } catch {
      // Not above this place.
    }
  throw new Error(
    'check: the grader is not installed here; run it in the checkout of the course, after npm ci',
  );
}

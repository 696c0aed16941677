import { curves } from '../plot/curves';
import { outputHere, type ProgressOutput } from '../train/callbacks/progress-output';
import { cellRuns, keepCellRuns } from './cell-runs';
import type { CheckProgress } from './grader';

keepCellRuns();

/**
 * Grades your answer to a question of the notebook that this is called in, as `unstuck grade` does: in a process of
 * its own, with the same tests. The answer is the one that you last ran or saved, whichever is newer. The
 * verdict is shown, and for a training its curves.
 *
 * @param question the id of the question.
 * @param options `lesson`: the lesson's slug, where several notebooks of the folder could be meant.
 * @throws Error where the notebook or the question is not found, outside the course's folder, and in a browser.
 * @example
 * await check('q1');
 */
export function check(question: string, { lesson }: { lesson?: string } = {}): Promise<void> {
  const checked = checkNow(question, lesson);
  // A notebook prints a cell's last value: without `await` it is this promise.
  return Object.assign(checked, {
    [Symbol.for('nodejs.util.inspect.custom')]: () => `${question}: being graded …`,
  });
}

async function checkNow(question: string, lesson: string | undefined): Promise<void> {
  const { askGrader, findAnswer } = grader();
  const { UNSTUCK_NOTEBOOK, JPY_SESSION_NAME } = process.env;
  const session = UNSTUCK_NOTEBOOK ?? JPY_SESSION_NAME;
  const found = findAnswer({ question, lesson, folder: process.cwd(), session, runs: cellRuns() });
  const output = outputHere();
  const trainings = new Losses(question, output);
  const verdict = await askGrader({ ...found, question }, (progress) => trainings.add(progress));
  output.keep([...(found.note ? [found.note] : []), verdict.text].join('\n'));
  const runs = trainings.runs(verdict.counted);
  if (Object.keys(runs).length > 0) console.log(curves(runs, { metrics: ['loss'] }));
}

/** The losses of each training, as they come. */
class Losses {
  private readonly losses = new Map<number, number[]>();

  constructor(
    private readonly question: string,
    private readonly output: ProgressOutput,
  ) {}

  add({ training, epoch, epochs, loss }: CheckProgress): void {
    const value = loss ?? Number.NaN;
    this.losses.set(training, [...(this.losses.get(training) ?? []), value]);
    const shown = Number(value.toPrecision(3));
    this.output.live?.(`${this.question}: training ${training}, epoch ${epoch} of ${epochs}, loss ${shown}`);
  }

  /** The first trainings, by the name that the legend shows. */
  runs(counted: number): Record<string, { history: { loss: number[] } }> {
    const inOrder = [...this.losses].sort(([a], [b]) => a - b).filter(([training]) => training <= counted);
    return Object.fromEntries(
      inOrder.map(([training, loss]) => [`training ${training}`, { history: { loss } }]),
    );
  }
}

/** What starts processes and reads files; a browser's bundle leaves it out. */
function grader(): typeof import('./grader') {
  const loaded: Partial<typeof import('./grader')> = require('./grader');
  if (loaded.askGrader) return loaded as typeof import('./grader');
  throw new Error('check: needs Node and the grader; it does not run in a browser');
}

import { plot } from 'unstuck';
import type { TrainingProgress } from '../judge/answer';
import { MOST_RUNS } from '../judge/training/sequential';
import { Curves, three } from '../watch/curves';
import { canRewrite, LiveLine } from './live-line';
import { paragraph, terminalWidth } from './text';

/** Lines for one training where nothing can be written over. */
const PLAIN_LINES = 4;
const LEAST_CHART = 30;

/** Shows the trainings of one answer as they go on, and their curves when the verdict is there. */
export class TrainingView {
  private readonly curves = new Curves();
  private readonly live: LiveLine | undefined;

  constructor(
    private readonly question: string,
    private readonly plain: boolean | undefined,
  ) {
    this.live = canRewrite(plain) ? new LiveLine() : undefined;
  }

  /** Shown until there is something to show of a training. */
  begun(): void {
    this.live?.show(`${this.question}: being graded …`);
  }

  progress(progress: TrainingProgress): void {
    this.curves.add(progress);
    if (this.live) this.live.show(`${this.question}  ${this.curves.line(this.live.width - 4)}`);
    else if (isQuarter(progress)) console.log(plainLine(this.question, progress));
  }

  clear(): void {
    this.live?.clear();
  }

  /** The curves of the trainings that the verdict counts, drawn or in words, and how many those were. */
  chart(evidence: { runs?: unknown }): string {
    const counted = Array.isArray(evidence.runs) ? evidence.runs.length : 0;
    if (this.curves.trainings.size === 0 || counted === 0) return '';
    const certain = paragraph(`Certain after ${counted} of at most ${MOST_RUNS} trainings.`);
    // A picture made of characters is read out as characters.
    if (this.plain) return `${this.inWords(counted)}\n${certain}`;
    const width = Math.max(LEAST_CHART, Math.min(terminalWidth(), 72));
    const { text } = plot.curves(this.curves.runs(counted), { metrics: ['loss'], width });
    return `${text}\n${certain}`;
  }

  private inWords(counted: number): string {
    const lines = Object.entries(this.curves.runs(counted)).map(
      ([
        name,
        {
          history: { loss },
        },
      ]) =>
        paragraph(
          `${name}: loss from ${three(loss[0]!)} to ${three(loss.at(-1)!)} in ${loss.length} epochs.`,
        ),
    );
    return lines.join('\n');
  }
}

function isQuarter({ epoch, epochs }: TrainingProgress): boolean {
  return epoch % Math.ceil(epochs / PLAIN_LINES) === 0 || epoch === epochs;
}

function plainLine(question: string, { training, epoch, epochs, loss }: TrainingProgress): string {
  return `${question}: training ${training}, epoch ${epoch} of ${epochs}, loss ${three(loss)}`;
}

import { now } from 'unstuck/clock';
import type { JudgeAllProgress } from '../batch';
import { ProgressBar } from './progress-bar';

/** Columns of `10000/10000 answers, 0.1 a second, 59 min left` and what divides it from the bar. */
const WORDS = 52;
/** Without a terminal a line is written so often, in milliseconds. */
const LINE_EVERY = 10_000;

interface JudgingProgress extends JudgeAllProgress {
  /** Writes a line that stays. */
  note(text: string): void;
}

/** Shows how far a batch is: a bar in a terminal, now and then a line elsewhere; on standard error. */
export function judgingProgress(): JudgingProgress {
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): JudgingProgress {
  const drawn = new ProgressBar('|{bar}| {value}/{total} answers, {pace}', WORDS);
  const pace = new Pace();
  return {
    start: (answers) => {
      pace.start(answers);
      if (answers > 0) drawn.start(answers, 0, { pace: 'begun' });
    },
    verdict: () => drawn.increment(1, { pace: pace.verdict() }),
    stop: () => drawn.stop(),
    note: (text) => drawn.print(() => console.error(text)),
  };
}

function lines(): JudgingProgress {
  const pace = new Pace();
  let written = now();
  return {
    start: (answers) => {
      pace.start(answers);
      console.error(answers === 0 ? 'Every answer has a verdict.' : `${answers} answers to judge`);
    },
    verdict: () => {
      const text = pace.verdict();
      if (now() - written < LINE_EVERY) return;
      written = now();
      console.error(`${pace.done} of ${pace.total} answers, ${text}`);
    },
    stop: () => {},
    note: (text) => console.error(text),
  };
}

/** Rate and time left, over the whole run: training and other questions take turns. */
class Pace {
  done = 0;
  total = 0;
  private begun = 0;

  start(total: number): void {
    this.total = total;
    this.begun = now();
  }

  verdict(): string {
    this.done++;
    const seconds = (now() - this.begun) / 1000;
    const left = (seconds / this.done) * (this.total - this.done);
    return `${(this.done / seconds).toFixed(1)} a second, ${duration(left)} left`;
  }
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

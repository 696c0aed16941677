import { SingleBar } from 'cli-progress';
import { now } from 'unstuck/clock';
import type { JudgeAllProgress } from '../batch';

/** Without a terminal a line is written so often, in milliseconds. */
const LINE_EVERY = 10_000;

/** Shows how far a batch is: a bar in a terminal, now and then a line elsewhere; on standard error. */
export function judgingProgress(): JudgeAllProgress {
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): JudgeAllProgress {
  const drawn = new SingleBar({
    format: '|{bar}| {value}/{total} answers, {pace}',
    hideCursor: true,
    clearOnComplete: true,
  });
  const pace = new Pace();
  return {
    start: (answers) => {
      pace.start(answers);
      if (answers > 0) drawn.start(answers, 0, { pace: 'begun' });
    },
    verdict: () => drawn.increment(1, { pace: pace.verdict() }),
    stop: () => drawn.stop(),
  };
}

function lines(): JudgeAllProgress {
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

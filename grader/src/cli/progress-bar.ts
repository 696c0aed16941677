import { SingleBar } from 'cli-progress';

/** Columns of the bar itself: so many at most, and with less than this it says nothing. */
const MOST = 40;
const LEAST = 8;

/** A progress bar on standard error, with which lines can be printed, and which leaves the terminal as it was. */
export class ProgressBar {
  private readonly bar: SingleBar;
  private isDrawn = false;
  private total = 0;
  private done = 0;
  private about: object = {};

  /**
   * @param format what is shown, with `{bar}` in it.
   * @param words columns that all but the bar takes; a terminal too narrow for both gets the words alone.
   */
  constructor(format: string, words: number) {
    const room = (process.stderr.columns || 80) - 1 - words;
    this.bar = new SingleBar({
      format: room < LEAST ? format.replace(/\s*\|?\{bar\}\|?\s*/, ' ').trim() : format,
      barsize: Math.max(1, Math.min(MOST, room)),
      hideCursor: true,
      clearOnComplete: true,
    });
    // Else the cursor would stay hidden, and long lines cut.
    process.once('exit', () => this.stop());
  }

  start(total: number, done: number, about: object = {}): void {
    this.stop();
    Object.assign(this, { total, done, about });
    this.draw();
  }

  increment(count: number, about: object = {}): void {
    this.done += count;
    this.about = { ...this.about, ...about };
    if (this.isDrawn) this.bar.update(this.done, this.about);
  }

  /** Prints above the bar. */
  print(write: () => void): void {
    const wasDrawn = this.isDrawn;
    this.stop();
    write();
    if (wasDrawn) this.draw();
  }

  stop(): void {
    // Stopped twice, it clears whatever stands there by then.
    if (this.isDrawn) this.bar.stop();
    this.isDrawn = false;
  }

  private draw(): void {
    this.isDrawn = true;
    this.bar.start(this.total, this.done, this.about);
  }
}

/** Ends the process at Ctrl-C as it would by itself, but with the terminal as it was. */
export function endOnInterrupt(): void {
  process.once('SIGINT', () => process.exit(130));
}

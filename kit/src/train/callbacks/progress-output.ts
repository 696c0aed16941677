import { now } from '../../clock';
import { type DisplayWriter, notebookWriter } from './notebook-writer';

/** Where progress is shown. */
export interface ProgressOutput {
  /** Shows a line in the place of the last one that was live; absent where nothing can be taken back. */
  live?(line: string): void;
  /** Shows a line that stays, in the place of the live one. */
  keep(line: string): void;
}

/** The part of a terminal's stream that is used. */
export interface Terminal {
  columns: number;
  write(text: string): unknown;
}

/** A display of its own in the notebook, a line that is rewritten in a terminal, else a line an epoch. */
export function outputHere(): ProgressOutput {
  const writer = notebookWriter();
  if (writer) return notebookOutput(writer);
  const terminal = typeof process === 'undefined' ? undefined : process.stdout;
  return terminal?.isTTY ? terminalOutput(terminal) : { keep: (line) => console.log(line) };
}

/** Rewrites the last line of a terminal. */
export function terminalOutput(terminal: Terminal): ProgressOutput {
  // A line as wide as the terminal would wrap, and could not be rewritten any more.
  const write = (line: string) => terminal.write(`\r\x1b[K${line.slice(0, terminal.columns - 1)}`);
  return {
    live: write,
    keep: (line) => terminal.write(`\r\x1b[K${line}\n`),
  };
}

let displays = 0;

/** Rewrites one display of the notebook, which holds all lines. */
export function notebookOutput(writer: DisplayWriter): ProgressOutput {
  // A kernel that was started anew must not write into what the one before showed: hence the time.
  const id = `progress-${now()}-${++displays}`;
  const kept: string[] = [];
  let begun = false;
  const show = (lines: string[]) => {
    writer({ data: { 'text/plain': lines.join('\n') }, metadata: {}, transient: { display_id: id } }, begun);
    begun = true;
  };
  return {
    live: (line) => show([...kept, line]),
    keep: (line) => {
      kept.push(line);
      show(kept);
    },
  };
}

import wordWrap from 'word-wrap';

const WIDTH = 78;

/** Columns that text may take: the terminal's, and not more than a reader's eye likes. */
export function terminalWidth(): number {
  return Math.min(process.stdout.columns || WIDTH, WIDTH);
}

/** Wraps text to the terminal, indented; lines that already break stay broken. */
export function paragraph(text: string, indent = 2): string {
  const width = terminalWidth() - indent;
  return text
    .split('\n')
    .map((line) => wordWrap(line, { width, indent: ' '.repeat(indent), trim: !line.startsWith(' ') }))
    .join('\n');
}

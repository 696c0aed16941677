import wordWrap from 'word-wrap';

const WIDTH = 78;

/** Wraps text to the terminal, indented; lines that already break stay broken. */
export function paragraph(text: string, indent = 2): string {
  const width = Math.min(process.stdout.columns || WIDTH, WIDTH) - indent;
  return text
    .split('\n')
    .map((line) => wordWrap(line, { width, indent: ' '.repeat(indent), trim: !line.startsWith(' ') }))
    .join('\n');
}

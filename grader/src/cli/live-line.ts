/** One line of a terminal that is written over, until it is cleared for lines that stay. */
export class LiveLine {
  private isShown = false;

  /** Columns that it may take: a line as wide as the terminal would wrap. */
  get width(): number {
    return (process.stdout.columns || 80) - 1;
  }

  show(text: string): void {
    this.isShown = true;
    process.stdout.write(`\r\x1b[K${[...text].slice(0, this.width).join('')}`);
  }

  clear(): void {
    if (this.isShown) process.stdout.write('\r\x1b[K');
    this.isShown = false;
  }
}

/** Whether lines may be written over: in a terminal that can, where nobody asked for plain lines. */
export function canRewrite(plain: boolean | undefined): boolean {
  return Boolean(process.stdout.isTTY) && process.env.TERM !== 'dumb' && !plain;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type IPty, spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';
import { root } from '../lessons';

/** A real pseudo-terminal that runs the command line, and a screen that shows what it writes. */
export class Screen {
  private readonly terminal: Terminal;
  private process: IPty | undefined;
  private raw = '';

  constructor(
    private readonly columns: number,
    private readonly folder: string,
  ) {
    this.terminal = new Terminal({ cols: columns, rows: 500, allowProposedApi: true });
  }

  /** Begins a command as it was printed: `npx unstuck …`. */
  begin(command: string): { ended: Promise<number> } {
    const [npx, unstuck, ...words] = command.trim().split(' ');
    if (npx !== 'npx' || unstuck !== 'unstuck') throw new Error(`not a command that was printed: ${command}`);
    this.terminal.write(`$ ${command}\r\n`);
    const program = join(root, 'grader/bin/unstuck.js');
    if (!existsSync(program)) throw new Error('not built');
    const env = { ...process.env, TERM: 'xterm-256color' } as Record<string, string>;
    const child = spawn(process.execPath, [program, ...words], {
      cols: this.columns,
      rows: 500,
      cwd: this.folder,
      env,
    });
    this.process = child;
    child.onData((text) => {
      this.raw += text;
      this.terminal.write(text);
    });
    const ended = new Promise<number>((resolve) => child.onExit(({ exitCode }) => resolve(exitCode)));
    return { ended: ended.finally(() => this.settle()) };
  }

  /** Runs a command to its end. */
  run(command: string): Promise<number> {
    return this.begin(command).ended;
  }

  type(keys: string): void {
    this.process?.write(keys);
  }

  /** Waits until the text is on the screen below what was there when this was called. */
  async until(text: string, seconds = 300): Promise<void> {
    const from = this.raw.length;
    for (let waited = 0; !this.raw.slice(from).includes(text); waited += 10) {
      if (waited > seconds * 1000) throw new Error(`"${text}" did not come:\n${this.text()}`);
      await pause(10);
    }
    await this.settle();
  }

  /** What stands on the screen. */
  text(): string {
    const { active } = this.terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, i) => active.getLine(i)!.translateToString(true));
    return lines.join('\n').trimEnd();
  }

  /** Lines of the screen that were too long for it and went on in the next. */
  wrapped(): string[] {
    const { active } = this.terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, i) => active.getLine(i)!);
    return lines.filter(({ isWrapped }) => isWrapped).map((line) => line.translateToString(true));
  }

  /** Whether the terminal is as nobody changed it: the cursor is shown, and long lines wrap. */
  isAsItWas(): boolean {
    return ['25', '7'].every(
      (mode) => this.raw.lastIndexOf(`[?${mode}l`) <= this.raw.lastIndexOf(`[?${mode}h`),
    );
  }

  private settle(): Promise<void> {
    return new Promise((resolve) => this.terminal.write('', resolve));
  }
}

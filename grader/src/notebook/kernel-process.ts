import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CellFailure, KernelReport } from './protocol';

/** How long a kernel that was asked to stop a cell may take before it is killed, in milliseconds. */
const GRACE = 2000;
/** How much of what the process wrote past tslab (a crash's last words) is kept, in characters. */
const LAST_WORDS = 2000;

/** A running kernel. One cell at a time. */
export class KernelProcess {
  private readonly child: ChildProcess;
  /** Kept when the first cell can be run; also when the kernel could not start, which that cell will say. */
  readonly ready: Promise<void>;
  private ended: CellFailure | undefined;
  private lastWords = '';
  private listener: ((report: KernelReport) => void) | undefined;

  /** @param folder the notebook's folder; imports are resolved from it. @param env added to the environment. */
  constructor(folder: string, env: NodeJS.ProcessEnv = {}) {
    this.child = fork(kernelFile(), [], {
      cwd: folder,
      env: { ...process.env, ...env },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const pipe of [this.child.stdout, this.child.stderr]) {
      pipe?.setEncoding('utf8').on('data', (text: string) => {
        this.lastWords = (this.lastWords + text).slice(-LAST_WORDS);
      });
    }
    this.child.on('message', (report: KernelReport) => this.listener?.(report));
    this.ready = new Promise((resolve) => {
      this.listener = (report) => report.type === 'ready' && resolve();
      this.child.on('error', (error) => this.end(`it did not start: ${error.message}`, resolve));
      this.child.on('exit', (code, signal) => {
        const end = () => this.end(`it ended with ${signal ?? `exit code ${code}`}`, resolve);
        // The last words are there at `close`, which a process that the cell left behind can hold up for ever.
        this.child.once('close', end);
        setTimeout(end, GRACE).unref();
      });
    });
  }

  /**
   * Runs one cell and reports its outputs as they come.
   *
   * @returns whether the cell went through. When the process ended meanwhile, an `error` is reported first.
   */
  execute(code: string, onReport: (report: KernelReport) => void): Promise<boolean> {
    return new Promise((resolve) => {
      this.listener = (report) => {
        if (report.type === 'done') resolve(report.ok);
        else onReport(report);
      };
      if (this.ended) {
        onReport(this.ended);
        resolve(false);
      } else this.child.send({ type: 'execute', code }, () => {});
    });
  }

  /** Asks the running cell to stop, as Jupyter's stop button does; a cell that will not takes the kernel with it. */
  interrupt(): void {
    this.child.kill('SIGINT');
    setTimeout(() => this.kill(), GRACE).unref();
  }

  kill(): void {
    this.child.kill('SIGKILL');
    // A process that the cell left behind may hold the other ends, and would keep this one alive.
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }

  /** Ends it. That it is gone then is no news, and goes into no cell's outputs. */
  close(): void {
    this.listener = undefined;
    this.kill();
  }

  private end(how: string, ready: () => void): void {
    if (this.ended) return;
    const evalue = `the process that ran the notebook is gone: ${how}`;
    const traceback = [`KernelDied: ${evalue}`, ...this.lastWords.trim().split('\n').filter(Boolean)];
    this.ended = { type: 'error', ename: 'KernelDied', evalue, traceback };
    this.listener?.(this.ended);
    this.listener?.({ type: 'done', ok: false });
    ready();
  }
}

function kernelFile(): string {
  // Node runs no TypeScript: from the sources (under jest), the built kernel is used.
  const file = join(__dirname, '../../dist/notebook/kernel.js');
  if (!existsSync(file)) throw new Error('the notebook kernel is not built; run: npx tsc -b grader');
  return file;
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endGroup } from '../sandbox/process-group';

/** A place in an answer whose types do not fit. */
export interface Remark {
  /** Counted from 1. */
  line: number;
  /** The student's line. */
  code: string;
  /** What does not fit, in plain words. */
  says: string;
}

/** The first check reads the types of TensorFlow.js; the later ones look at what changed. In milliseconds. */
const FIRST_DEADLINE = 30_000;
const DEADLINE = 2000;

/** How long a verdict waits for remarks, in milliseconds. */
const PATIENCE = 400;

/** The remarks, or none where they would hold a verdict up. */
export function soon(remarks: Promise<Remark[]>, milliseconds = PATIENCE): Promise<Remark[]> {
  return Promise.race([remarks, pause(milliseconds, [], { ref: false })]);
}

/**
 * Says where the types of an answer do not fit. Nothing is executed, and nothing but installed packages is read
 * (see `CourseFiles`). One compiler stays for all answers, and makes way for a new one when an answer
 * takes it too long.
 */
export class TypeChecker {
  private compiler: ChildProcess | undefined;
  private isClosed = false;
  private last: Promise<unknown> = Promise.resolve();

  /** @param deadline milliseconds after which a check is given up. */
  constructor(private readonly deadline = DEADLINE) {}

  /** Reads what every answer needs, so that the first one does not wait for it. */
  prepare(): void {
    this.remarks('');
  }

  /** Never rejects: where the compiler cannot be had, or takes too long, there is nothing to remark. */
  remarks(source: string): Promise<Remark[]> {
    const remarks = this.last.then(() => (this.isClosed ? [] : this.inTime(source)));
    this.last = remarks;
    return remarks;
  }

  /** Ends the compiler, and with it the checks under way. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.endCompiler();
  }

  private async endCompiler(): Promise<void> {
    const { compiler } = this;
    this.compiler = undefined;
    if (compiler) await endGroup(compiler);
  }

  private async inTime(source: string): Promise<Remark[]> {
    const deadline = this.compiler ? this.deadline : FIRST_DEADLINE;
    const remarks = await told(this.process(), source, deadline);
    if (!remarks) await this.endCompiler();
    return remarks ?? [];
  }

  private process(): ChildProcess {
    this.compiler ??= fork(join(__dirname, '../../dist/type-check/compiler-process.js'), {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    }).on('error', () => {});
    return this.compiler;
  }
}

/** What the compiler's process says of an answer; undefined where it ends, or takes too long. */
function told(compiler: ChildProcess, source: string, deadline: number): Promise<Remark[] | undefined> {
  const settled = new AbortController();
  const { signal } = settled;
  compiler.send(source, () => {});
  return Promise.race([
    once(compiler, 'message', { signal }).then(([remarks]) => remarks as Remark[]),
    once(compiler, 'exit', { signal }).then(() => undefined),
    pause(deadline, undefined, { signal }),
  ])
    .catch(() => undefined)
    .finally(() => settled.abort());
}

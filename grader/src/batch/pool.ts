import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Judged } from './judge-process';
import { type Assignment, graderError, type Judging, type Verdict } from './judging';

/** A process that dies under an answer is replaced, and the answer given to the next, so many times. */
const MOST_ATTEMPTS = 2;
/** Above all the sandbox' time-outs of one answer together. */
const JUDGING_MILLISECONDS = 900_000;
/** Answers after which a process is replaced, so that what it keeps does not add up over a large class. */
const MOST_ANSWERS = 500;

interface Worker {
  process: ChildProcess;
  answers: number;
}

/** Processes on this machine that stay warm from answer to answer; each judges one at a time. */
export class Pool implements Judging {
  readonly goesOn = false;
  private idle: Worker[] = [];
  private readonly alive = new Set<ChildProcess>();
  private atWork = 0;

  /** @param atOnce processes; they are started when there is something to judge. */
  constructor(readonly atOnce: number) {}

  judge(assignment: Assignment): Promise<Verdict> {
    this.atWork++;
    const cores = coresEach(this.atOnce, this.atWork);
    return this.attempt({ ...assignment, cores }).finally(() => this.atWork--);
  }

  private async attempt(assignment: Assignment): Promise<Verdict> {
    let why = '';
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      // After a death a fresh one: whatever ended that process may have ended the idle ones too, unnoticed yet.
      const worker = (attempt === 0 && this.idle.pop()) || this.start();
      try {
        const verdict = await ask(worker.process, assignment);
        this.keep(worker);
        return verdict;
      } catch (error) {
        why = (error as Error).message;
        worker.process.kill('SIGKILL');
      }
    }
    return graderError(why);
  }

  async close(): Promise<void> {
    const ended = [...this.alive].map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of this.alive) if (child.connected) child.disconnect();
    await Promise.all(ended);
  }

  private start(): Worker {
    const child = fork(join(__dirname, 'judge-process.js'), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.alive.add(child);
    child.once('exit', () => {
      this.alive.delete(child);
      this.idle = this.idle.filter((worker) => worker.process !== child);
    });
    return { process: child, answers: 0 };
  }

  private keep(worker: Worker): void {
    worker.answers++;
    if (worker.answers < MOST_ANSWERS) this.idle.push(worker);
    else worker.process.disconnect();
  }
}

/** A process is a core's worth of work; where there is little to judge, it takes the cores of those that idle. */
export function coresEach(processes: number, atWork: number): number {
  return Math.max(1, Math.floor(processes / atWork));
}

function ask(child: ChildProcess, assignment: Assignment): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => settle(() => reject(new Error('no verdict in time'))),
      JUDGING_MILLISECONDS,
    );
    const settle = (end: () => void) => {
      clearTimeout(timer);
      child.removeAllListeners('message');
      child.off('exit', died);
      child.off('error', died);
      end();
    };
    const died = (how: unknown) => settle(() => reject(new Error(`the judging process ended (${how})`)));
    child.on('message', ({ key, verdict }: Judged) => {
      if (key === assignment.key) settle(() => resolve(verdict));
    });
    child.on('exit', died);
    child.on('error', died);
    child.send(assignment);
  });
}

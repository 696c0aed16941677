import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Request } from './protocol';

/** How a worker is started, and what to do where that fails. */
export interface WorkerPlan {
  /** What it is called in messages. */
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  mend: string;
}

/** How much of a worker's last words is told, in characters. */
const LAST_WORDS = 1000;

/** A process that trains when it is asked to. It ends with the bench: its standard input closes. */
export class Worker {
  private readonly child: ChildProcess;
  private readonly plan: WorkerPlan;
  private lastWords = '';
  private ended: string | undefined;
  private waiting: { resolve: (line: string) => void; reject: (error: Error) => void } | undefined;

  constructor(plan: WorkerPlan) {
    this.plan = plan;
    this.child = spawn(plan.command, plan.args, { env: { ...process.env, ...plan.env }, stdio: 'pipe' });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = (this.lastWords + text).slice(-LAST_WORDS);
    });
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.waiting?.resolve(line));
    this.child.stdin!.on('error', () => {}); // It ended before it read the request; `close` tells how.
    this.child.on('error', (error) => this.end(`could not be started (${error.message})`));
    this.child.on('close', (code, signal) => this.end(`ended with ${signal ?? `exit code ${code}`}`));
  }

  /**
   * Sends one request and waits for its answer.
   *
   * @throws Error when the worker is gone or answers what is not JSON; the message has its last words and
   *   what to do.
   */
  async ask<Answer>(request: Request): Promise<Answer> {
    const line = await new Promise<string>((resolve, reject) => {
      this.waiting = { resolve, reject };
      if (this.ended) reject(this.error(this.ended));
      else this.child.stdin!.write(`${JSON.stringify(request)}\n`);
    });
    try {
      return JSON.parse(line) as Answer;
    } catch {
      throw this.error(`answered "${line}" to ${request.command}, where a line of JSON was expected`);
    }
  }

  /** Ends the process; resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.ended) return;
    const gone = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill();
    await gone;
  }

  private end(how: string): void {
    this.ended ??= how;
    this.waiting?.reject(this.error(this.ended));
  }

  private error(what: string): Error {
    const words = this.lastWords.trim();
    const said = words ? `:\n${words.replace(/^/gm, '  ')}\n` : '; ';
    return new Error(`the ${this.plan.name} worker ${what}${said}${this.plan.mend}`);
  }
}

const TFJS_ENVIRONMENTS = {
  node: { UNSTUCK_ENGINE: 'node', UNSTUCK_GRAPH_MODE: 'on' },
  plain: { UNSTUCK_ENGINE: 'node', UNSTUCK_GRAPH_MODE: 'off' },
  portable: { UNSTUCK_ENGINE: 'wasm' },
};

/** A worker that trains through the kit on the engine named; `plain` is tfjs-node without graph mode. */
export function tfjsWorker(name: keyof typeof TFJS_ENVIRONMENTS): WorkerPlan {
  return {
    name,
    command: process.execPath,
    args: [workerFile('tfjs-worker.js')],
    env: TFJS_ENVIRONMENTS[name],
    mend:
      name === 'portable'
        ? 'Where a package is missing, run `npm ci`.'
        : 'Where the native engine is missing, `npx unstuck setup` makes it.',
  };
}

/** A worker that trains on Keras. @param python a Python that has tensorflow. */
export function kerasWorker(python: string, threads: number): WorkerPlan {
  const count = String(threads);
  const env = { TF_NUM_INTRAOP_THREADS: count, TF_NUM_INTEROP_THREADS: count };
  return pythonWorker('keras', python, 'keras_worker.py', env);
}

/** A worker that runs the kit's parts. */
export function kitWorker(): WorkerPlan {
  return {
    name: 'kit',
    command: process.execPath,
    args: [workerFile('kit-worker.js')],
    env: {},
    mend: 'Where a package is missing, run `npm ci`.',
  };
}

/** A worker that runs what the kit follows, on as many threads as it takes by itself. */
export function originalWorker(python: string): WorkerPlan {
  return pythonWorker('original', python, 'kit_worker.py', {});
}

function pythonWorker(name: string, python: string, script: string, env: NodeJS.ProcessEnv): WorkerPlan {
  return {
    name,
    command: python,
    args: [join(dirname(require.resolve('unstuck/package.json')), 'reference', script)],
    env: { ...env, TF_CPP_MIN_LOG_LEVEL: '2' },
    mend: `UNSTUCK_PYTHON is "${python}"; it must name a Python that has the packages of kit/reference/requirements.txt; kit/reference/README.md says how to make one.`,
  };
}

function workerFile(name: string): string {
  // Node runs no TypeScript: from the sources (under jest), the built worker is used.
  const places = [join(__dirname, name), join(__dirname, '../../dist/bench', name)];
  const file = places.find((place) => existsSync(place));
  if (!file) throw new Error('the bench worker is not built; run: npx tsc -b grader');
  return file;
}

import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageDirectory } from './cache';
import type { SetupEvent, SetupResult } from './events';

/** What one `unstuck setup` in a process of its own did. */
export interface SetupRun {
  events: SetupEvent[];
  /** Undefined when the process was killed or threw. */
  result: SetupResult | undefined;
  /** Milliseconds inside `setupNative`. */
  took: number;
  errors: string;
}

/** A folder whose node_modules may be linked to any engine, so that tests leave the real one alone. */
export class Checkout {
  readonly root = mkdtempSync(join(tmpdir(), 'unstuck-checkout-'));

  constructor() {
    const modules = dirname(dirname(packageDirectory()));
    linkAll(modules, join(this.root, 'node_modules'), ['@tensorflow', 'unstuck']);
    linkAll(join(modules, '@tensorflow'), join(this.root, 'node_modules', '@tensorflow'), ['tfjs-node']);
    for (const part of ['package.json', 'dist', 'scripts', 'binding', 'binding.gyp'])
      cpSync(join(packageDirectory(), part), join(this.installed, part), { recursive: true });
    const kit = dirname(require.resolve('../../../package.json'));
    if (!existsSync(join(kit, 'dist'))) throw new Error('kit/dist is missing: run `npx tsc -b kit` first');
    for (const part of ['package.json', 'dist'])
      cpSync(join(kit, part), join(this.root, 'node_modules', 'unstuck', part), { recursive: true });
  }

  /** The copy of tfjs-node that setups in this checkout link. */
  get installed(): string {
    return join(this.root, 'node_modules', '@tensorflow', 'tfjs-node');
  }

  /** Runs `setupNative()` in a fresh process; `onEvent` may kill it. */
  setup(
    env: NodeJS.ProcessEnv,
    onEvent?: (event: SetupEvent, child: ChildProcess) => void,
  ): Promise<SetupRun> {
    const child = this.node(SETUP, env);
    const run: SetupRun = { events: [], result: undefined, took: Number.NaN, errors: '' };
    child.stderr!.on('data', (text) => {
      run.errors += text;
    });
    createInterface(child.stdout!).on('line', (line) => {
      const message = JSON.parse(line);
      if ('result' in message) Object.assign(run, message);
      else run.events.push(message);
      onEvent?.(message, child);
    });
    return new Promise((resolve) => child.once('close', () => resolve(run)));
  }

  /** Runs a program in this checkout. */
  node(program: string, env: NodeJS.ProcessEnv, executable = process.execPath): ChildProcess {
    const clean = {
      ...process.env,
      TFJS_NODE_BASE_URI: NOWHERE,
      UNSTUCK_WHEEL: '',
      UNSTUCK_PYTHON: '',
      CXX: '',
    };
    return spawn(executable, ['-e', program], { cwd: this.root, env: { ...clean, ...env } });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A port that nothing listens on. */
const NOWHERE = 'http://127.0.0.1:9/';

const SETUP = `
const { setupNative } = require('unstuck/engine/native');
const begun = performance.now();
const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
setupNative({ report: say }).then((result) => say({ result, took: performance.now() - begun }));
`;

/** A folder of commands that record that they were called and fail, put before PATH to hide the real ones. */
export function brokenCommands(folder: string, names: string[], says = ''): { PATH: string; log: string } {
  const bin = join(folder, 'bin');
  const log = join(folder, 'called');
  mkdirSync(bin, { recursive: true });
  for (const name of names)
    writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> '${log}'\necho '${says}'\nexit 1\n`, {
      mode: 0o755,
    });
  return { PATH: `${bin}:${process.env.PATH}`, log };
}

function linkAll(from: string, to: string, except: string[]): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from))
    if (!except.includes(basename(name))) symlinkSync(join(from, name), join(to, name));
}

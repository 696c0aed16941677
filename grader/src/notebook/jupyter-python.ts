import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheRoot } from 'unstuck/engine/native';

const run = promisify(execFile);

const REQUIREMENTS = join(__dirname, '../../requirements-jupyter.txt');

/**
 * A Python with Jupyter's notebook runner (nbclient, nbformat), at the versions of `requirements-jupyter.txt`,
 * in a virtual environment that is made once and kept in the cache.
 *
 * @param cache the folder in which environments are kept. @param python the Python to start from.
 * @returns the path of the environment's own `python`.
 * @throws Error saying what to install when there is no Python 3 to start from, or no package index.
 */
export async function jupyterPython(cache = cacheRoot(), python = 'python3'): Promise<string> {
  const requirements = readFileSync(REQUIREMENTS, 'utf8');
  const version = createHash('sha256').update(requirements).digest('hex').slice(0, 8);
  const folder = join(cache, `venv-jupyter-${version}`);
  // Its python is a link to the one it was made from, which may be gone by now.
  if (!existsSync(pythonOf(folder))) {
    rmSync(folder, { recursive: true, force: true });
    await makeEnvironment(folder, python);
  }
  return pythonOf(folder);
}

async function makeEnvironment(folder: string, python: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  try {
    await step(
      [python, '-m', 'venv', unfinished],
      'Python 3.10 or newer is needed to test notebooks under Jupyter; on Debian or Ubuntu: apt-get install python3 python3-venv',
    );
    await step(
      [pythonOf(unfinished), '-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS],
      'nbclient and nbformat come from PyPI (or the index that pip is set up for)',
    );
    // Renamed only when whole, so that a broken-off installation is never taken for one.
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

async function step([command, ...args]: [string, ...string[]], hint: string): Promise<void> {
  try {
    await run(command, args);
  } catch (error) {
    throw new Error(`${(error as Error).message.trim()}\n${hint}`);
  }
}

function pythonOf(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

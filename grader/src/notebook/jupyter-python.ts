import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheRoot } from 'unstuck/engine/native';

const run = promisify(execFile);

/** An environment of Python packages: its name in the cache, and what to say where it cannot be made. */
interface Environment {
  name: string;
  /** File with the packages and their versions, beside the grader's `package.json`. */
  requirements: string;
  purpose: string;
}

/**
 * A Python with Jupyter's notebook runner (nbclient, nbformat), at the versions of `requirements-jupyter.txt`,
 * in a virtual environment that is made once and kept in the cache.
 *
 * @param cache the folder in which environments are kept. @param python the Python to start from.
 * @returns the path of the environment's own `python`.
 * @throws Error saying what to install when there is no Python 3 to start from, or no package index.
 */
export function jupyterPython(cache = cacheRoot(), python = 'python3'): Promise<string> {
  const requirements = 'requirements-jupyter.txt';
  return environment(
    { name: 'jupyter', requirements, purpose: 'to test notebooks under Jupyter' },
    cache,
    python,
  );
}

/** The same with JupyterLab, at the versions of `requirements-lab.txt`. */
export function labPython(cache = cacheRoot(), python = 'python3'): Promise<string> {
  return environment(
    { name: 'lab', requirements: 'requirements-lab.txt', purpose: 'for JupyterLab' },
    cache,
    python,
  );
}

async function environment(
  { name, requirements, purpose }: Environment,
  cache: string,
  python: string,
): Promise<string> {
  const file = join(__dirname, '../..', requirements);
  const version = createHash('sha256').update(readFileSync(file, 'utf8')).digest('hex').slice(0, 8);
  const folder = join(cache, `venv-${name}-${version}`);
  // Its python is a link to the one it was made from, which may be gone by now.
  if (!existsSync(pythonOf(folder))) {
    rmSync(folder, { recursive: true, force: true });
    await makeEnvironment(folder, python, file, purpose);
  }
  return pythonOf(folder);
}

async function makeEnvironment(
  folder: string,
  python: string,
  requirements: string,
  purpose: string,
): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  try {
    await step(
      [python, '-m', 'venv', unfinished],
      `Python 3.10 or newer is needed ${purpose}; on Debian or Ubuntu: apt-get install python3 python3-venv`,
    );
    await step(
      [pythonOf(unfinished), '-m', 'pip', 'install', '--quiet', '--retries=2', '--requirement', requirements],
      'Its packages come from PyPI (or the index that pip is set up for); is there a network?',
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
    const { message, stderr = '' } = error as Error & { stderr?: string };
    // pip tells of each of its attempts before it says what is wrong.
    const why = stderr.match(/^ERROR: .*$/gm)?.join('\n') ?? message.trim();
    throw new Error(`${why}\n${hint}`);
  }
}

function pythonOf(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

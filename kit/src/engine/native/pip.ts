import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { StepError } from './errors';
import { lastUsefulLine, runTool } from './run';
import { growingFiles } from './tree';

const INSTALL = 'install pip: `apt install python3-pip` (Debian, Ubuntu), or set UNSTUCK_PYTHON';
const POLL_MS = 200;

/** A wheel on PyPI, named exactly. */
export interface Wheel {
  /** Project and version as pip reads them. */
  requirement: string;
  file: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** pip's options that select this file whatever Python runs pip. */
  selection: string[];
}

export interface PipOptions {
  /** An empty folder of ours that pip works in; the wheel is left in it. */
  folder: string;
  onProgress: (bytes: number) => void;
  signal?: AbortSignal | undefined;
}

/**
 * pip's command: `UNSTUCK_PYTHON`, python3 or python with `-m pip`, or the executables pip3 and pip.
 *
 * @throws StepError when none of them runs.
 */
export async function findPip(signal?: AbortSignal): Promise<string[]> {
  const { UNSTUCK_PYTHON } = process.env;
  const pythons = [...(UNSTUCK_PYTHON ? [UNSTUCK_PYTHON] : []), 'python3', 'python'];
  const candidates = [...pythons.map((python) => [python, '-m', 'pip']), ['pip3'], ['pip']];
  for (const candidate of candidates) {
    const [command = '', ...args] = candidate;
    if ((await runTool(command, [...args, '--version'], { signal })).ok) return candidate;
  }
  const tried = candidates.map((candidate) => candidate.join(' ')).join(', ');
  throw new StepError(`no pip: none of ${tried} runs`, INSTALL);
}

/**
 * Downloads one wheel with pip, which knows the proxies, mirrors and certificates of the place.
 *
 * @param pip from `findPip`.
 * @returns the path of the wheel in `folder`.
 * @throws StepError with pip's own reason.
 */
export async function pipDownload(pip: string[], wheel: Wheel, options: PipOptions): Promise<string> {
  const { folder, onProgress, signal } = options;
  const [temporary, done] = [join(folder, 'tmp'), join(folder, 'done')];
  mkdirSync(temporary, { recursive: true });
  const timer = setInterval(() => onProgress(largestWheel(folder)), POLL_MS);
  try {
    const [command = '', ...args] = [...pip, ...downloadArguments(wheel, done)];
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const { ok, output, ending } = await runTool(command, args, { env, signal });
    if (ok) return join(done, wheel.file);
    throw new StepError(`pip: ${reasonFrom(output) ?? ending}`, nextFor(wheel));
  } finally {
    clearInterval(timer);
  }
}

function downloadArguments(wheel: Wheel, folder: string): string[] {
  return [
    ...['download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--disable-pip-version-check'],
    ...['--retries', '2', '--timeout', '15', '--progress-bar', 'off', '--dest', folder],
    ...wheel.selection,
    wheel.requirement,
  ];
}

// pip closes with "no matching distribution" also where it never reached the index.
function reasonFrom(output: string): string | undefined {
  const connection = /connection broken by '[^(]*\((.*?)\)'?: \/|(Could not fetch URL .*)/.exec(output);
  if (connection) return `the package index cannot be reached (${connection[1] ?? connection[2]})`;
  return lastUsefulLine(output);
}

function nextFor({ file }: Wheel): string {
  return `check the network or pip's index settings and run it again, or set UNSTUCK_WHEEL to a copy of ${file}`;
}

function largestWheel(folder: string): number {
  const wheels = growingFiles(folder).filter(({ path }) => path.endsWith('.whl'));
  return Math.max(0, ...wheels.map(({ size }) => size));
}

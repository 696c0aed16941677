import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { labPython } from '../notebook/jupyter-python';
import { workplace } from '../progress';
import { registerKernel } from './kernel-folders';

export { registerKernel } from './kernel-folders';

/** What JupyterLab is opened with. */
export interface LabOptions {
  /** The notebook that it shows. */
  notebook: string;
  /** Whether it opens a browser. */
  open: boolean;
  /** Default: Jupyter's, 8888 or the next free one. */
  port?: string | undefined;
  /** Told before something takes minutes. */
  onWait?: (message: string) => void;
}

/**
 * Starts JupyterLab with the tslab kernel registered: the one on the PATH, else one in a virtual environment that
 * is made once and kept in the cache.
 *
 * @throws Error where there is none and none can be made.
 */
export async function startLab({ notebook, open, port, onWait }: LabOptions): Promise<ChildProcess> {
  // First: VS Code finds the kernel also where JupyterLab cannot be had.
  const kernels = registerKernel();
  const [command, ...args] = await jupyterLab(onWait ?? (() => {}));
  const options = [
    // Where to find it is said all the same; the rest is about its parts.
    '--log-level=ERROR',
    ...(open ? [] : ['--no-browser']),
    ...(port === undefined ? [] : [`--port=${port}`]),
    // In a container everybody is root.
    ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
  ];
  return spawn(command!, [...args, ...options, notebook], {
    cwd: workplace(),
    env: { ...process.env, JUPYTER_PATH: kernels },
    stdio: 'inherit',
  });
}

async function jupyterLab(onWait: (message: string) => void): Promise<string[]> {
  if (spawnSync('jupyter-lab', ['--version'], { stdio: 'ignore' }).status === 0) return ['jupyter-lab'];
  onWait(
    'Looking for JupyterLab; the first time it is installed into a virtual environment, which takes a minute …',
  );
  const python = await labPython();
  withoutNews(dirname(dirname(python)));
  return [python, '-m', 'jupyterlab'];
}

/** Else the first lesson has a question about news and privacy over it, and each start asks the network for updates. */
function withoutNews(environment: string): void {
  const folder = join(environment, 'share', 'jupyter', 'lab', 'settings');
  const settings = {
    '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'overrides.json'), JSON.stringify(settings));
}

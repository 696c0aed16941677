import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jupyterPython } from './jupyter-python';
import { installKernelSpec } from './kernelspec';

/** Runs `__fixtures__/jupyter.py`. */
export type Jupyter = (...args: string[]) => Promise<Record<string, unknown>>;

/** A real Jupyter that knows the tslab kernel, with all its folders inside `folder`. */
export async function realJupyter(folder: string): Promise<Jupyter> {
  installKernelSpec(join(folder, 'jupyter'));
  const python = await jupyterPython();
  // Folders of our own, so that no kernel or setting of this machine's user plays a part.
  const own = Object.fromEntries(
    ['DATA', 'CONFIG', 'RUNTIME'].map((kind) => [`JUPYTER_${kind}_DIR`, join(folder, kind)]),
  );
  const env = { ...process.env, ...own, JUPYTER_PATH: join(folder, 'jupyter') };
  return async (...args) => {
    const script = join(__dirname, '__fixtures__/jupyter.py');
    const { stdout } = await promisify(execFile)(python, [script, ...args], { env });
    return JSON.parse(stdout);
  };
}

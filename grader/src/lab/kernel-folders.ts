import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { installKernelSpec } from '../notebook';
import { stateFolder } from '../progress';

/**
 * Registers the tslab kernel for the JupyterLab that is opened here, and for this user, where VS Code looks; a kernel
 * of that name which the user has already is left alone there.
 *
 * @returns `JUPYTER_PATH` for JupyterLab.
 */
export function registerKernel(): string {
  const own = join(stateFolder(), 'jupyter');
  installKernelSpec(own);
  const users = userData();
  if (!existsSync(join(users, 'kernels', 'tslab', 'kernel.json'))) installKernelSpec(users);
  return [own, process.env.JUPYTER_PATH].filter(Boolean).join(delimiter);
}

/** Jupyter's data folder of this user, as its documentation gives it. */
function userData(): string {
  const { JUPYTER_DATA_DIR, XDG_DATA_HOME, APPDATA } = process.env;
  if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Jupyter');
  if (process.platform === 'win32') return join(APPDATA ?? homedir(), 'jupyter');
  return join(XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'jupyter');
}

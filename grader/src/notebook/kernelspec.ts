import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes `kernels/tslab/kernel.json`, with this Node and this project's tslab, below a Jupyter data folder.
 * Jupyter finds it when `JUPYTER_PATH` names that folder; nothing outside it is touched.
 *
 * (`tslab install` would do it through the Python that has Jupyter, and for a `tslab` on the PATH.)
 *
 * @param directory a Jupyter data folder; made where it is missing.
 * @returns the kernelspec's own folder.
 */
export function installKernelSpec(directory: string): string {
  const folder = join(directory, 'kernels', 'tslab');
  const spec = {
    argv: [
      process.execPath,
      require.resolve('tslab/bin/tslab'),
      'kernel',
      '--config-path',
      '{connection_file}',
    ],
    display_name: 'TypeScript',
    language: 'typescript',
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(spec, null, 1)}\n`);
  return folder;
}

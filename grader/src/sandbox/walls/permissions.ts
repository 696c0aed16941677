import { join } from 'node:path';
import { view } from './view';

/**
 * Node's permission model: reads only the view, writes only its own folder; no processes, no workers. It
 * does not close the network, and native code does not ask it.
 */
export function permissionFlags(folder: string): string[] {
  // Named `experimental` up to 22.12.
  const flag = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const { folders, files } = view();
  const readable = [...folders.map((path) => join(path, '*')), ...files, join(folder, '*')];
  return [
    flag,
    '--allow-addons',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${join(folder, '*')}`,
  ];
}

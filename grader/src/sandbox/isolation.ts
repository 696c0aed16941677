import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from 'unstuck/engine/native';

/**
 * How the child is held: Node's permission model (reads only the runtime, the kit and its engine; writes
 * only its own folder; no processes, no workers), an empty environment, a heap limit.
 * It does not close the network, nor limit native memory.
 */
export function isolation(folder: string, heapMegabytes: number): { args: string[]; env: NodeJS.ProcessEnv } {
  // Named `experimental` up to 22.12.
  const flag = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  return {
    args: [
      flag,
      '--allow-addons',
      '--no-warnings',
      ...readable(folder).map((path) => `--allow-fs-read=${path}`),
      `--allow-fs-write=${join(realpathSync(folder), '*')}`,
      heapFlag(heapMegabytes),
    ],
    env: {
      HOME: folder,
      TMPDIR: folder,
      UNSTUCK_CACHE: cacheRoot(),
      // Without it the compiler unpacks itself into each child's folder; it checks what it finds there.
      SWC_NATIVE_BINDING_CACHE: join(cacheRoot(), 'swc'),
      ...pick('UNSTUCK_ENGINE', 'UNSTUCK_THREADS', 'LANG'),
    },
  };
}

/** The limit as V8 takes it; a snapshot must be made under the same. */
export function heapFlag(megabytes: number): string {
  return `--max-old-space-size=${megabytes}`;
}

function readable(folder: string): string[] {
  const kit = dirname(require.resolve('unstuck/package.json'));
  return [
    join(dirname(kit), 'node_modules', '*'),
    join(kit, 'node_modules', '*'),
    join(kit, 'package.json'),
    join(kit, 'dist', '*'),
    join(__dirname, '*'),
    join(dirname(dirname(__dirname)), 'package.json'),
    join(dirname(dirname(__dirname)), 'node_modules', '*'),
    join(dirname(kit), 'package.json'),
    join(dirname(kit), 'datasets', '*'),
    join(cacheRoot(), 'engine', '*'),
    join(realpathSync(folder), '*'),
    // The compiler looks there which C library this is; else it writes a whole report to find out.
    '/usr/bin/ldd',
  ];
}

function pick(...names: string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

import { cacheRoot } from 'unstuck/engine/native';

/** All of the environment that a child has. */
export function environment(folder: string): Record<string, string> {
  return {
    HOME: folder,
    TMPDIR: folder,
    UNSTUCK_CACHE: cacheRoot(),
    // Else the compiler's allocator takes a gigabyte at once, to use little of it, and no limit could be low.
    MIMALLOC_ARENA_EAGER_COMMIT: '0',
    ...pick('UNSTUCK_ENGINE', 'UNSTUCK_THREADS', 'UNSTUCK_GRAPH_MODE', 'LANG'),
  };
}

function pick(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name] as string]] : [])),
  );
}

import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of each file under a folder that another process is filling; links and what vanishes count nothing. */
export function growingFiles(folder: string): { path: string; size: number }[] {
  const paths = attempt(() => readdirSync(folder, { recursive: true, encoding: 'utf8' })) ?? [];
  return paths.flatMap((path) => {
    const stat = attempt(() => lstatSync(join(folder, path)));
    return stat?.isFile() ? { path, size: stat.size } : [];
  });
}

function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from 'unstuck/engine/native';

/** What a student's process reads: the runtime's packages, the kit, its data, its engine. */
export interface View {
  folders: string[];
  files: string[];
}

/** What every child needs to see. No spec, no solution, no submission, no home folder is among it. */
export function view(): View {
  const kit = dirname(require.resolve('unstuck/package.json'));
  const course = dirname(kit);
  const sandbox = dirname(__dirname);
  const grader = dirname(dirname(sandbox));
  const folders = [
    join(course, 'node_modules'),
    join(kit, 'node_modules'),
    join(grader, 'node_modules'),
    join(kit, 'dist'),
    join(course, 'datasets'),
    sandbox,
    join(cacheRoot(), 'engine'),
  ];
  const files = [
    join(course, 'package.json'),
    join(kit, 'package.json'),
    join(grader, 'package.json'),
    // The compiler looks there which C library this is; else it writes a whole report to find out.
    '/usr/bin/ldd',
  ];
  return { folders: folders.filter(existsSync), files: files.filter(existsSync) };
}

/** Where the course keeps native code of its own, which is in the view already; each ends in a slash. */
export function ownFolders(): string[] {
  const cache = cacheRoot();
  const own = [dirname(dirname(require.resolve('unstuck/package.json'))), cache];
  return (existsSync(cache) ? [...own, realpathSync(cache)] : own).map((folder) => `${folder}/`);
}

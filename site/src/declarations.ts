import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from '@tslab/typescript-for-tslab';
import { root } from '@unstuck/grader/lessons';

const KIT = join(root, 'node_modules', 'unstuck', 'dist', 'index.d.ts');
const LIBRARY = dirname(require.resolve('@tslab/typescript-for-tslab'));
/** What an answer may print with; the declarations of all that a page has would be 150 KB more. */
const CONSOLE =
  "declare const console: Record<'log' | 'info' | 'warn' | 'error' | 'table', (...values: unknown[]) => void>;\n";
const LICENCE = /\/\*\*\s*\*? @license[\s\S]*?\*\/\n?/g;

/**
 * The declarations of the kit, and of all that it names, by the path at which the editor's compiler finds them: `/lib`
 * holds the compiler's own, `/node_modules` the packages.
 */
export function declarations(): Record<string, string> {
  const files: Record<string, string> = { '/console.d.ts': CONSOLE };
  for (const { fileName, text } of kitProgram().getSourceFiles()) {
    const path = fileName.startsWith(LIBRARY)
      ? `/lib${fileName.slice(LIBRARY.length)}`
      : fileName.slice(root.length);
    files[path] = text.replaceAll(LICENCE, '');
    const [folder] = /^\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
    if (folder) files[`${folder}/package.json`] ??= typesOf(join(root, folder));
  }
  return files;
}

function kitProgram(): ts.Program {
  return ts.createProgram([KIT], {
    target: ts.ScriptTarget.ES2022,
    moduleResolution: ts.ModuleResolutionKind.NodeJs,
    lib: ['lib.es2022.d.ts'],
    types: [],
    preserveSymlinks: true,
  });
}

/** Where a package's declarations begin: all that the compiler asks of its description. */
function typesOf(folder: string): string {
  const { name, types, typings } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return JSON.stringify({ name, types: types ?? typings });
}

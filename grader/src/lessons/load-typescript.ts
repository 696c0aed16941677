import { readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';

/** What Node keeps off its types: a module compiled from text. */
interface Compilable extends NodeJS.Module {
  _compile(code: string, filename: string): void;
}

/**
 * Loads a TypeScript file of the course's own authors, and what it imports, as CommonJS. Never for a student's
 * code.
 */
export function loadTypeScript(file: string): unknown {
  require.extensions['.ts'] = compile;
  return require(file);
}

function compile(module: NodeJS.Module, file: string): void {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    swcrc: false,
    configFile: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  (module as Compilable)._compile(code, file);
}

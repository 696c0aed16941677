import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname } from 'node:path';
import { transformSync } from '@swc/core';

/** What Node keeps off its types: a module compiled from text. */
interface Compilable extends NodeJS.Module {
  _compile(code: string, filename: string): void;
}

/** Loads a TypeScript file of the course's own authors as a CommonJS module. Never for a student's code. */
export function loadTypeScript(file: string): unknown {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    swcrc: false,
    configFile: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  const loaded = new Module(file) as Compilable;
  loaded.filename = file;
  loaded.paths = (Module as unknown as { _nodeModulePaths(from: string): string[] })._nodeModulePaths(
    dirname(file),
  );
  loaded._compile(code, file);
  return loaded.exports;
}

import { stripVTControlCharacters } from 'node:util';

import { CellSyntaxError } from './syntax-error';

/**
 * Compiles one cell of TypeScript to the body of an async function, so that top-level `await` works and
 * the cell's names stay its own. Types are stripped, not checked.
 *
 * @throws CellSyntaxError with a code frame.
 */
export function compileCell(source: string): string {
  if (/^\s*```/.test(source)) throw new CellSyntaxError(FENCED);
  // Loaded at the first cell: a start-up snapshot cannot hold its library.
  const { transformSync } = require('@swc/core') as typeof import('@swc/core');
  try {
    return transformSync(source, {
      filename: 'cell.ts',
      swcrc: false,
      configFile: false,
      isModule: true,
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        // As in the notebook's own kernel. With its decorators the compiler leaves `accessor` alone, which Node cannot read.
        transform: /\baccessor\b/.test(source) ? { decoratorVersion: '2022-03' } : { legacyDecorator: true },
      },
      module: { type: 'commonjs' },
    }).code;
  } catch (error) {
    throw new CellSyntaxError(frame(error instanceof Error ? error.message : String(error)));
  }
}

/** JavaScript reads it as a text that is called as a function. */
const FENCED =
  "The cell begins with ```, Markdown's fence around code; expected the code alone. Delete this line, and the ``` at the end.";

/** Keeps what is said and the code frame; leaves out the compiler's own heading and made-up file name. */
function frame(message: string): string {
  return stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*(Caused by|\d+: |Syntax Error$)/.test(line))
    .map((line) => line.replace(/^\s*[x×] /, '').replace(/\[cell\.ts:(\d+):\d+\]/, 'line $1'))
    .join('\n');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifySync } from '@swc/core';
import type { Recorded } from './record';

/**
 * The script from which Node makes the snapshot: the loader, and each recorded file as a function.
 *
 * @param texts of the recorded files.
 */
export function snapshotScript(
  { files, preloaded, resolutions }: Recorded,
  texts: Map<string, string>,
  main: string,
): string {
  const bodies = files.map((file) => `${JSON.stringify(file)}: ${body(file, texts.get(file)!)}`);
  return [
    `const loader = {};\n(function (exports) {${readFileSync(join(__dirname, 'loader.js'), 'utf8')}\n})(loader);`,
    `const bodies = {\n${bodies.join(',\n')}\n};`,
    `loader.prepare({ bodies, ...${JSON.stringify({ preloaded, resolutions, main })} }, require);`,
  ].join('\n');
}

function body(file: string, text: string): string {
  const code = file.endsWith('.json') ? `module.exports = ${text}` : text.replace(/^#!.*/, '');
  return withoutComments(`(function (exports, require, module, __filename, __dirname) {${code}\n})`);
}

/** Half the text and no letter beyond ASCII, which would double it: it is read at each start. */
function withoutComments(code: string): string {
  const format = { comments: false, asciiOnly: true } as const;
  const shorter = minifySync(code, { compress: false, mangle: false, module: false, format }).code;
  return shorter.replace(/;\s*$/, '');
}

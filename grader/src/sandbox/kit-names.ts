import { readFileSync } from 'node:fs';
import { parse } from 'cjs-module-lexer';

let names: string[] | undefined;

/** The names the kit exports, read from its text: loading it takes a fifth of a second. */
export function kitNames(): string[] {
  names ??= parse(readFileSync(require.resolve('unstuck'), 'utf8')).exports.filter(
    (name) => name !== '__esModule',
  );
  return names;
}

let mention: RegExp | undefined;

/** Whether a cell is likely to load the kit: it has one of the kit's names in it. */
export function mentionsKit(source: string): boolean {
  mention ??= new RegExp(`\\b(${kitNames().join('|')}|unstuck)\\b|tensorflow`);
  return mention.test(source);
}

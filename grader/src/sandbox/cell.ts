import { CellSyntaxError } from './syntax-error';

/** The names a cell defined, by name; undefined where it did not. */
export type Exports = Record<string, unknown>;

/** A compiled cell as a function that runs it. */
export type Cell = (exports: object, require: NodeJS.Require) => Promise<Exports>;

/**
 * Makes a compiled cell callable. A cell's names are its own, so what is asked of them is said beforehand.
 *
 * @param names what is wanted of the cell.
 */
export function cellOf(code: string, names: string[]): Cell {
  const found = names.map((name) => `${name}: typeof ${name} === 'undefined' ? undefined : ${name}`);
  const body = `return (async () => {${code}\n;return { ${found.join(', ')} };})();`;
  try {
    return new Function('exports', 'require', body) as Cell;
  } catch (error) {
    // What the compiler lets through, and JavaScript does not: "#!" in the first line, for instance.
    throw new CellSyntaxError((error as Error).message);
  }
}

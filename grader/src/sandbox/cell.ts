import { CellSyntaxError } from './syntax-error';

/** The names a cell defined, by name; undefined where it did not. */
export type Exports = Record<string, unknown>;

/** A compiled cell as a function that runs it; what it exports under another name than its own is put into `exports`. */
export type Cell = (exports: Exports, require: NodeJS.Require) => Promise<Exports>;

/**
 * Makes a compiled cell callable. A cell's names are its own, so what is asked of them is said beforehand. A name that
 * is only exported, as by `export { slope as f }`, counts as well.
 *
 * @param names what is wanted of the cell.
 */
export function cellOf(code: string, names: string[]): Cell {
  const found = names.map((name) => `${name}: typeof ${name} === 'undefined' ? undefined : ${name}`);
  const body = `return (async () => {${code}\n;return { ${found.join(', ')} };})();`;
  const run = functionOf(body);
  return async (exports, require) => {
    const defined = await run(exports, require);
    for (const name of names) if (defined[name] === undefined) defined[name] = exports[name];
    return defined;
  };
}

function functionOf(body: string): Cell {
  try {
    return new Function('exports', 'require', body) as Cell;
  } catch (error) {
    // What the compiler lets through, and JavaScript does not: "#!" in the first line, for instance.
    throw new CellSyntaxError((error as Error).message);
  }
}

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all: to a temporary name beside it, which then takes its name. A file that holds the
 * text already is left alone.
 *
 * @throws Error that names the file when it cannot be written; what was there before stays.
 */
export function writeWhole(file: string, text: string): void {
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new Error(`${file} cannot be written (${(error as Error).message})`, { cause: error });
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Libsql, { type Database } from 'libsql';
import { checkSchema, prepareSchema } from './schema';

/** How long a statement waits for another process' transaction, in milliseconds. */
const BUSY_MILLISECONDS = 10_000;

/** The gradebook of a batch's folder. */
function gradebookFile(out: string): string {
  return join(out, 'gradebook.sqlite');
}

/**
 * Opens the gradebook to write it, and makes it where there is none. Each statement outside a transaction is one by
 * itself, on disk when it returns.
 *
 * @throws Error when the file cannot be opened, is none, or has another version.
 */
export function openToWrite(out: string): Database {
  const database = new Libsql(gradebookFile(out));
  // Readers go on reading while a verdict is written, and a process that is killed leaves whole transactions.
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  return prepared(database, prepareSchema);
}

/** @throws Error that names the folder, where it holds no gradebook. */
export function openToRead(out: string): Database {
  const file = gradebookFile(out);
  if (!existsSync(file)) throw new Error(`${out}: holds no gradebook.sqlite; \`unstuck batch\` makes one`);
  return prepared(new Libsql(file, { readonly: true }), checkSchema);
}

function prepared(database: Database, prepare: (database: Database) => void): Database {
  try {
    database.exec(`pragma busy_timeout = ${BUSY_MILLISECONDS}`);
    database.exec('pragma foreign_keys = on');
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

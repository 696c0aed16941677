import { join } from 'node:path';
import Libsql from 'libsql';

/**
 * Keeps two batches from the same folder of results. The lock is the operating system's, through SQLite: it ends with
 * the process, however that ends.
 *
 * @returns what releases it.
 * @throws Error when another process holds it.
 */
export function lockResults(out: string): () => void {
  const database = new Libsql(join(out, '.batch-lock'));
  try {
    database.exec('pragma busy_timeout = 2000');
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (/locked|busy/i.test((error as Error).message))
      throw new Error(`${out}: another batch is writing there; wait for it, or give another --out`);
    throw error;
  }
  return () => {
    database.exec('rollback');
    database.close();
  };
}

import type { Database } from 'libsql';

/** Reads what was kept under a name; `fallback` where nothing was. */
export function readSetting<T>(database: Database, name: string, fallback: T): T {
  const [row] = database.prepare('select value from setting where name = ?').all(name) as {
    value: string;
  }[];
  return row ? (JSON.parse(row.value) as T) : fallback;
}

/** Keeps a value, as JSON, under a name. */
export function writeSetting(database: Database, name: string, value: unknown): void {
  database
    .prepare(
      'insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
    )
    .run(name, JSON.stringify(value));
}

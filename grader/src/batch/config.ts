import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { lateSchema } from '../gradebook';

const configSchema = z.strictObject({
  /** What lateness takes off a score. */
  late: lateSchema.optional(),
});
export type BatchConfig = z.infer<typeof configSchema>;

const NAMES = ['unstuck.config.json', 'unstuck.config.yaml', 'unstuck.config.yml'];

/**
 * Reads the first `unstuck.config.json` or `.yaml` of these folders; nothing is ruled where there is none.
 *
 * @throws Error that says which part of the file is not as it must be.
 */
export function readConfig(folders: string[]): BatchConfig {
  const files = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const file = files.find((one) => existsSync(one));
  if (!file) return {};
  const { data, error } = configSchema.safeParse(parsed(file));
  if (error) throw new Error(`${file}: ${z.prettifyError(error)}`);
  return data;
}

function parsed(file: string): unknown {
  try {
    // YAML 1.2 holds JSON.
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message.split('\n')[0]}`);
  }
}

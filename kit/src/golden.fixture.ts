import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMED: Record<string, number> = { NaN: Number.NaN, Infinity, '-Infinity': -Infinity };

/** Reads `kit/reference/golden/TOPIC.json`, which TOPIC.py beside it wrote from the Python originals. */
export function golden<T>(topic: string): T {
  const file = join(__dirname, '..', 'reference', 'golden', `${topic}.json`);
  return JSON.parse(readFileSync(file, 'utf8'), (_key, value) =>
    typeof value === 'string' ? (NAMED[value] ?? value) : value,
  );
}

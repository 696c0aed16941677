import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SLUG, slugsIn } from '../check/mirror';
import { partsOf } from './parts';

/**
 * Begins a lesson: a master with every section and one question that works, its spec, and two known answers.
 *
 * @param root the checkout.
 * @returns the files that were written, relative to `root`.
 * @throws Error when the slug is none, or its number or name is taken. Nothing is written then.
 */
export function newLesson(root: string, slug: string): string[] {
  if (!SLUG.test(slug))
    throw new Error(`slug: expected two digits and small words, such as 13-mixed-precision; got "${slug}"`);
  const taken = slugsIn(root).find(
    (one) => one.slice(0, 2) === slug.slice(0, 2) || one.slice(3) === slug.slice(3),
  );
  if (taken) throw new Error(`slug: "${slug}" has the number or the name of ${taken}; take another`);
  const parts = Object.entries(partsOf(slug));
  for (const [file, text] of parts) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return parts.map(([file]) => file);
}

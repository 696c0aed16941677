import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lessonSlugs, root } from '../lessons';
import { loadTypeScript } from '../lessons/load-typescript';
import { fillBlocks } from './blocks';

/** What `solutions/claims/SLUG.ts` exports. */
export interface Claim {
  /** Trains over seeds and keeps every result in `file` as it comes, so that an interrupted measuring goes on. */
  measure(file: string, report: (line: string) => void): Promise<void>;
  /** Draws the results as a Markdown table. */
  render(results: unknown): string;
}

/** Files whose blocks `<!-- claims:SLUG -->` … `<!-- /claims -->` hold measured numbers. */
const COURSE = 'course.md';

/** The file that holds what was measured for a lesson. */
export function claimResults(slug: string): string {
  return join(root, 'solutions', 'claims', `${slug}.json`);
}

/**
 * Loads a lesson's claim.
 *
 * @throws Error when the lesson has none.
 */
export function loadClaim(slug: string): Claim {
  const file = join(root, 'solutions', 'claims', `${slug}.ts`);
  if (!existsSync(file))
    throw new Error(`lesson: there is nothing to measure at solutions/claims/${slug}.ts`);
  return loadTypeScript(file) as Claim;
}

/** Writes measured numbers into texts; returns the files that changed. */
export function syncClaims(): string[] {
  const stale = staleTexts();
  for (const { file, wanted } of stale) writeFileSync(join(root, file), wanted);
  return stale.map(({ file }) => file);
}

/** Says where a text holds other numbers than were measured; changes nothing. */
export function checkClaims(): string[] {
  return staleTexts().map(
    ({ file }) => `${file} holds other numbers than were measured; run: npx unstuck dev sync`,
  );
}

function staleTexts(): { file: string; wanted: string }[] {
  const masters = lessonSlugs().map((slug) => `solutions/${slug}.ts`);
  return [COURSE, ...masters.filter((file) => existsSync(join(root, file)))].flatMap((file) => {
    const found = readFileSync(join(root, file), 'utf8');
    const wanted = fillBlocks(found, renderClaim);
    return found === wanted ? [] : [{ file, wanted }];
  });
}

/** The table of what was measured, or a line that says how to measure it. */
function renderClaim(slug: string): string {
  const results = claimResults(slug);
  if (!existsSync(results)) return `Not measured yet; run: npx unstuck dev claim ${slug}`;
  return loadClaim(slug).render(JSON.parse(readFileSync(results, 'utf8')));
}

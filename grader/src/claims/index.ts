import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lessonSlugs, root } from '../lessons';
import { loadTypeScript } from '../lessons/load-typescript';
import { fillBlocks } from './blocks';
import { type Unmeasured, unmeasuredBeside, unmeasuredInCourse } from './numbers';

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
  const stale = staleTexts().map(
    ({ file }) => `${file} holds other numbers than were measured; run: npx unstuck dev sync`,
  );
  return [...stale, ...checkNumbers()];
}

const MEND = 'which no table of its lesson has; measure it in solutions/claims, or say it without a number';

/** Numbers of the texts that nothing measured. */
function checkNumbers(): string[] {
  const tableOf = (lesson: number) => renderClaim(lessonSlugs()[lesson - 1]!);
  const course = readFileSync(join(root, COURSE), 'utf8');
  const found = [
    ...unmeasuredInCourse(course, tableOf).map((finding) => ({ ...finding, file: COURSE })),
    ...course.split(/^(?=##+ )/m).map((section) => beside(COURSE, section)),
    ...mastersThere().flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return text.split(/^\/\/ %%/m).map((cell) => beside(file, cell));
    }),
  ];
  return found
    .filter(({ numbers }) => numbers.length > 0)
    .map(({ file, where, numbers }) => `${file}: ${where} has ${numbers.join(', ')}, ${MEND}`);
}

function beside(file: string, text: string): Unmeasured & { file: string } {
  return { file, where: 'the text beside the table', numbers: unmeasuredBeside(text) };
}

function staleTexts(): { file: string; wanted: string }[] {
  return [COURSE, ...mastersThere()].flatMap((file) => {
    const found = readFileSync(join(root, file), 'utf8');
    const wanted = fillBlocks(found, renderClaim);
    return found === wanted ? [] : [{ file, wanted }];
  });
}

function mastersThere(): string[] {
  return lessonSlugs()
    .map((slug) => `solutions/${slug}.ts`)
    .filter((file) => existsSync(join(root, file)));
}

/** The table of what was measured, or a line that says how to measure it. */
function renderClaim(slug: string): string {
  const results = claimResults(slug);
  if (!existsSync(results)) return `Not measured yet; run: npx unstuck dev claim ${slug}`;
  return loadClaim(slug).render(JSON.parse(readFileSync(results, 'utf8')));
}

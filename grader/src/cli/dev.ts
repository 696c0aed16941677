import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCalibration } from '../calibrate/check';
import { checkClaims, claimResults, loadClaim, syncClaims } from '../claims';
import { findLesson, lessonSlugs, root } from '../lessons';
import { checkLessons } from '../lessons/check';
import { newLesson } from '../lessons/new';
import { checkNotebooks, parseMaster, runMaster, syncNotebooks } from '../notebook';
import { deadLinks } from '../texts/links';
import { wholeNumber } from './whole-number';

/** Texts whose links are checked. */
const TEXTS = ['README.md', 'CONTRIBUTING.md', 'course.md', 'datasets/README.md', 'kit/reference/README.md'];

/** `unstuck dev new SLUG`: begins a lesson, and says what it still lacks. */
export async function newCommand(slug: string): Promise<number> {
  const written = [...newLesson(root, slug), ...syncNotebooks(root)];
  console.log(written.map((file) => `written ${file}`).join('\n'));
  const lacking = checkLessons(root).filter((problem) => problem.includes(slug));
  console.log(`\nWhat it still lacks; \`npx unstuck dev check\` says it again:`);
  for (const problem of lacking) console.log(`  ${problem}`);
  return 0;
}

/** `unstuck dev sync`: makes every derived file from its master. */
export async function syncCommand(): Promise<number> {
  // Numbers first: notebooks are made from the masters that hold them.
  const changed = [...syncClaims(), ...syncNotebooks(root)];
  console.log(
    changed.length > 0 ? changed.map((file) => `written ${file}`).join('\n') : 'Everything was up to date.',
  );
  return 0;
}

/**
 * `unstuck dev check`: exit 1 where a lesson is incomplete, not calibrated or contradicts itself, a derived file differs from
 * what its master makes, or a link is dead.
 */
export async function checkCommand(): Promise<number> {
  const problems = new Set([
    ...checkLessons(root),
    ...lessonSlugs().flatMap(calibrationOf),
    ...checkNotebooks(root),
    ...checkClaims(),
    ...TEXTS.flatMap(linksOf),
  ]);
  for (const problem of problems) console.error(problem);
  if (problems.size === 0)
    console.log(
      'Lessons are complete and calibrated; notebooks, numbers and links are as their masters make them.',
    );
  return problems.size > 0 ? 1 : 0;
}

/** `unstuck dev claim SLUG`: measures over seeds, then writes the numbers into the texts. */
export async function claimCommand(slug: string): Promise<number> {
  await loadClaim(slug).measure(claimResults(slug), console.log);
  return syncCommand();
}

/** `unstuck dev run SLUG`: exit 1 where a cell fails, or a check in the master does not hold. */
export async function runMasterCommand(
  slug: string,
  { seed, ...options }: { seed?: string; out?: string },
): Promise<number> {
  const lesson = findLesson(slug);
  const master = parseMaster(readFileSync(lesson.master, 'utf8'), lesson.slug);
  const chosen = seed === undefined ? {} : { seed: wholeNumber('--seed', seed) };
  const { problems } = await runMaster(master, { ...options, ...chosen });
  console.log(problems.length > 0 ? problems.join('\n') : 'The run bears out what the texts say.');
  return problems.length > 0 ? 1 : 0;
}

function calibrationOf(slug: string): string[] {
  try {
    return checkCalibration(findLesson(slug));
  } catch {
    return []; // Its questions.json cannot be read, which is said where lessons are checked.
  }
}

function linksOf(file: string): string[] {
  return deadLinks(root, file, readFileSync(join(root, file), 'utf8'));
}

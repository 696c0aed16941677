import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkClaims, claimResults, loadClaim, syncClaims } from '../claims';
import { findLesson, root } from '../lessons';
import { loadTypeScript } from '../lessons/load-typescript';
import { checkNotebooks, syncNotebooks } from '../notebook';
import { deadLinks } from '../texts/links';

/** Texts whose links are checked. */
const TEXTS = ['README.md', 'CONTRIBUTING.md', 'course.md', 'datasets/README.md', 'kit/reference/README.md'];

/** `unstuck dev sync`: makes every derived file from its master. */
export async function syncCommand(): Promise<number> {
  // Numbers first: notebooks are made from the masters that hold them.
  const changed = [...syncClaims(), ...syncNotebooks(root)];
  console.log(
    changed.length > 0 ? changed.map((file) => `written ${file}`).join('\n') : 'Everything was up to date.',
  );
  return 0;
}

/** `unstuck dev check`: exit 1 where a derived file differs from what its master makes, or a link is dead. */
export async function checkCommand(): Promise<number> {
  const problems = [...checkClaims(), ...checkNotebooks(root), ...TEXTS.flatMap(linksOf)];
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log('Notebooks, numbers and links are as their masters make them.');
  return problems.length > 0 ? 1 : 0;
}

/** `unstuck dev claim SLUG`: measures over seeds, then writes the numbers into the texts. */
export async function claimCommand(slug: string): Promise<number> {
  await loadClaim(slug).measure(claimResults(slug), console.log);
  return syncCommand();
}

/** What `calibrate.ts` beside a spec exports. */
interface Calibration {
  /** Trains every answer over fresh seeds and keeps each result in `file`, so that an interrupted run goes on. */
  calibrate(file: string, report: (line: string) => void): Promise<void>;
}

/** `unstuck dev calibrate SLUG`: what right and wrong answers reach over seeds, kept beside the spec. */
export async function calibrateCommand(slug: string): Promise<number> {
  const folder = dirname(findLesson(slug).spec);
  const { calibrate } = loadTypeScript(join(folder, 'calibrate.ts')) as Calibration;
  await calibrate(join(folder, 'calibration.json'), console.log);
  return 0;
}

function linksOf(file: string): string[] {
  return deadLinks(root, file, readFileSync(join(root, file), 'utf8'));
}

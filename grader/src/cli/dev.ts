import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkClaims, claimResults, loadClaim, syncClaims } from '../claims';
import { root } from '../lessons';
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

function linksOf(file: string): string[] {
  return deadLinks(root, file, readFileSync(join(root, file), 'utf8'));
}

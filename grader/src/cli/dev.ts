import { root } from '../lessons';
import { checkNotebooks, syncNotebooks } from '../notebook';

/** `unstuck dev sync`: makes every derived file from its master. */
export async function syncCommand(): Promise<number> {
  const changed = syncNotebooks(root);
  console.log(
    changed.length > 0 ? changed.map((file) => `written ${file}`).join('\n') : 'Everything was up to date.',
  );
  return 0;
}

/** `unstuck dev check`: exit 1 where a derived file differs from what its master makes. */
export async function checkCommand(): Promise<number> {
  const problems = checkNotebooks(root);
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log('Notebooks are what solutions/ makes.');
  return problems.length > 0 ? 1 : 0;
}

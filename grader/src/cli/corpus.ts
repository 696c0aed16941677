import colors from 'picocolors';
import { type CaseResult, type ClassResult, loadCorpus, runClass } from '../corpus';
import { paragraph } from './text';

interface Options {
  class?: string;
  case?: string;
  json?: boolean;
}

/** `unstuck dev corpus`: hands in every hostile, broken and unusual submission; exit 1 where one gets what it must not. */
export async function corpusCommand(options: Options): Promise<number> {
  const results: ClassResult[] = [];
  for (const [name, cases] of chosen(options)) {
    const result = await runClass(name, cases, progress(name));
    results.push(result);
    if (!options.json) console.log(classTable(result));
  }
  console.log(options.json ? JSON.stringify({ schema: 1, classes: results }, null, 2) : summary(results));
  return results.every(isRight) ? 0 : 1;
}

function chosen(options: Options) {
  const classes = Object.entries(loadCorpus());
  const found = classes
    .filter(([name]) => options.class === undefined || options.class === name)
    .map(([name, cases]) => [name, cases.filter((one) => (options.case ?? one.name) === one.name)] as const)
    .filter(([, cases]) => cases.length > 0);
  if (found.length > 0) return found;
  const names = classes.map(([name]) => name).join(', ');
  throw new Error(
    `dev corpus: nothing is called ${options.class ?? ''} ${options.case ?? ''}; classes: ${names}`,
  );
}

function progress(name: string): () => void {
  let verdicts = 0;
  return () => {
    verdicts += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${name}: ${verdicts} verdicts …`);
  };
}

function classTable({ class: name, cases, batchProblems, damage }: ClassResult): string {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const width = Math.max(...cases.map((one) => one.name.length));
  const head = `${colors.bold(name.padEnd(width + 2))} score   reason`;
  return [
    head,
    ...cases.map((one) => caseLine(one, width)),
    ...problems('The batch did not survive', batchProblems),
    ...problems('This machine was touched', damage),
    '',
  ].join('\n');
}

function caseLine({ name, scoreProblems, reasonProblems }: CaseResult, width: number): string {
  const line = `  ${name.padEnd(width)} ${mark(scoreProblems)}  ${mark(reasonProblems)}`;
  const wrong = [...scoreProblems, ...reasonProblems];
  return wrong.length === 0 ? line : `${line}\n${paragraph(wrong.join('\n'), 6)}`;
}

function mark(wrong: string[]): string {
  return wrong.length === 0 ? 'right' : colors.red('WRONG');
}

function problems(what: string, found: string[]): string[] {
  return found.length === 0 ? [] : [`  ${colors.red(what)}:\n${paragraph(found.join('\n'), 4)}`];
}

function summary(results: ClassResult[]): string {
  const cases = results.flatMap((result) => result.cases);
  const right = (of: (one: CaseResult) => string[]) => cases.filter((one) => of(one).length === 0).length;
  return [
    `${cases.length} submissions`,
    `  right score      ${right((one) => one.scoreProblems)} of ${cases.length}`,
    `  right reason     ${right((one) => one.reasonProblems)} of ${cases.length}`,
    `  batch survived   ${results.filter(({ batchProblems }) => batchProblems.length === 0).length} of ${results.length} classes`,
    `  host untouched   ${results.filter(({ damage }) => damage.length === 0).length} of ${results.length} classes`,
  ].join('\n');
}

function isRight({ cases, batchProblems, damage }: ClassResult): boolean {
  const wrong = cases.flatMap((one) => [...one.scoreProblems, ...one.reasonProblems]);
  return wrong.length + batchProblems.length + damage.length === 0;
}

import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Question, readQuestions } from '..';

/** What may lie beside a spec. Answers are named by their question and by what the spec must say to them. */
const BESIDE_A_SPEC =
  /^(questions\.json|spec\.test\.ts|tasks\.ts|calibration\.json|mutants\.json|equivalent-mutants\.json)$/;
const ANSWER = /^answers\/(\w+)\/(right|wrong)-[\w-]+\.ts$/;
const GREY = /^grey\/(\w+)\/[\w-]+\.ts$/;

/** Names the files of grader/specs and solutions that belong to no lesson. Notebooks are checked as they are made. */
export function checkStrays(root: string, slugs: string[]): string[] {
  const strays = [
    ...slugs.flatMap((slug) => straysOfSpec(root, slug)),
    ...filesIn(root, 'solutions').filter((file) => !belongsToSolutions(root, file, slugs)),
    ...filesIn(root, 'grader/specs').filter((file) => !slugs.includes(file.split('/')[2]!)),
  ];
  return strays.map((file) => `${file} belongs to no lesson; rename it or take it away`);
}

function straysOfSpec(root: string, slug: string): string[] {
  const folder = `grader/specs/${slug}`;
  const questions = questionsOf(root, folder);
  return filesIn(root, folder).filter((file) => !belongsToSpec(file.slice(folder.length + 1), questions));
}

/** Where questions.json cannot be read, any question will do. */
function belongsToSpec(file: string, questions: Record<string, Question> | undefined): boolean {
  const answered = ANSWER.exec(file)?.[1];
  if (answered) return !questions || answered in questions;
  const sometimes = GREY.exec(file)?.[1];
  if (sometimes) return !questions || questions[sometimes]?.kind === 'training';
  return BESIDE_A_SPEC.test(file);
}

/** A claim is one of its lesson; what is measured outside the course (Keras) lies beside with its program. */
function belongsToSolutions(root: string, file: string, slugs: string[]): boolean {
  const [, claim, end] = /^solutions\/claims\/([\w-]+)\.(ts|json|py)$/.exec(file) ?? [];
  if (claim === undefined)
    return file === 'solutions/tsconfig.json' || slugs.some((slug) => file === `solutions/${slug}.ts`);
  if (end === 'py') return true;
  if (end === 'json')
    return ['ts', 'py'].some((program) => existsSync(join(root, `solutions/claims/${claim}.${program}`)));
  return slugs.some((slug) => claim === slug || claim === `${slug.slice(0, 2)}-diagnosis-curves`);
}

function questionsOf(root: string, folder: string): Record<string, Question> | undefined {
  try {
    return readQuestions(join(root, folder, 'questions.json'));
  } catch {
    return undefined; // Said where questions are checked.
  }
}

function filesIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .sort();
}

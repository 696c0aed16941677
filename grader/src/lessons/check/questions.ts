import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MasterError, parseMaster } from '../../notebook';
import { type Question, readQuestions } from '..';

/** Says where questions.json, the spec and the master of one lesson contradict each other. */
export function checkQuestions(root: string, slug: string): string[] {
  const file = `grader/specs/${slug}/questions.json`;
  if (!existsSync(join(root, file))) return [];
  try {
    const questions = readQuestions(join(root, file));
    return [
      ...checkMix(file, questions),
      ...checkSpec(root, slug, questions),
      ...checkMaster(root, slug, questions),
    ];
  } catch (error) {
    if (error instanceof MasterError) return []; // Said where notebooks are checked.
    return [`${file} cannot be read; mend it:\n${(error as Error).message}`];
  }
}

function checkMix(file: string, questions: Record<string, Question>): string[] {
  const all = Object.values(questions);
  const kinds = new Set(all.map(({ kind }) => kind)).size;
  if (all.length >= 3 && all.length <= 6 && kinds >= 3) return [];
  return [
    `${file} has ${all.length} questions of ${kinds} kinds; a lesson needs three to six, of at least three kinds`,
  ];
}

function checkSpec(root: string, slug: string, questions: Record<string, Question>): string[] {
  const file = `grader/specs/${slug}/spec.test.ts`;
  if (!existsSync(join(root, file))) return [];
  const judged = [...readFileSync(join(root, file), 'utf8').matchAll(/\bquestion\(\s*'(\w+)'/g)];
  return differences(
    questions,
    judged.map(([, id]) => id!),
    file,
    (id) => `question('${id}', …)`,
  );
}

function checkMaster(root: string, slug: string, questions: Record<string, Question>): string[] {
  const file = `solutions/${slug}.ts`;
  if (!existsSync(join(root, file))) return [];
  const { cells } = parseMaster(readFileSync(join(root, file), 'utf8'), slug);
  const asked = cells.flatMap(({ question }) => question ?? []);
  const texts = cells.filter(({ kind }) => kind === 'markdown').map(({ source }) => source);
  const headings = [...texts.join('\n').matchAll(/^##+ (.+)$/gm)].map(([, heading]) => heading!.trim());
  const unread = Object.entries(questions).filter(([, { read }]) => !headings.includes(read));
  return [
    ...differences(questions, asked, file, (id) => `cell // %% question=${id}`),
    ...unread.map(
      ([id, { read }]) =>
        `${id} of ${slug} sends to "${read}", which is no heading of ${file}; name one of: ${headings.join(' | ')}`,
    ),
  ];
}

function differences(
  questions: Record<string, Question>,
  found: string[],
  file: string,
  place: (id: string) => string,
): string[] {
  const ids = Object.keys(questions);
  return [
    ...ids.filter((id) => !found.includes(id)).map((id) => `${file} has no ${place(id)}; write it`),
    ...found
      .filter((id) => !ids.includes(id))
      .map((id) => `${file} has ${place(id)}, which questions.json does not; write it there`),
  ];
}

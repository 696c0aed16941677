import type { API, Diagnostic, Project } from 'typescript/unstable/async';
import type { Remark } from '.';
import { ANSWER, CourseFiles, PROJECT } from './course-files';
import { inPlainWords } from './plain-words';

/*
 * The compiler and its client, in a process group of their own: an interrupt at the terminal, which ends a `watch`,
 * would make a compiler at work print all its stacks. Told the source of an answer, it tells the remarks on it.
 */

/** Names that are not declared; in a type they cost nothing, as types are stripped before an answer runs. */
const UNKNOWN_NAMES = [2304, 2503, 2552];

const files = new CourseFiles();
let api: API | undefined;

process.on('message', async (source: string) => {
  process.send!(await check(source));
});
// The whole group: a compiler at work does not see that nobody listens any more.
process.on('disconnect', () => process.kill(0, 'SIGKILL'));

async function check(source: string): Promise<Remark[]> {
  files.put(source);
  const isFirst = !api;
  api ??= await compiler();
  // It would give the syntax of the answer before.
  api.clearSourceFileCache();
  const snapshot = await api.updateSnapshot(
    isFirst ? { openProjects: [PROJECT] } : { fileChanges: { changed: [ANSWER] } },
  );
  try {
    return await remarksOf(snapshot.getProject(PROJECT)!, source);
  } finally {
    await snapshot.dispose();
  }
}

async function compiler(): Promise<API> {
  const { API: Compiler } = await import('typescript/unstable/async');
  return new Compiler({ fs: files });
}

async function remarksOf({ program }: Project, source: string): Promise<Remark[]> {
  // What does not parse, the grader says itself.
  if ((await program.getSyntacticDiagnostics(ANSWER)).length > 0) return [];
  const found = (await program.getSemanticDiagnostics(ANSWER)).filter(({ pos }) => pos < source.length);
  const unknown = found.some(({ code }) => UNKNOWN_NAMES.includes(code));
  const isInType = unknown ? await typesOf(program) : () => false;
  return found.filter((one) => !isInType(one)).map((one) => remark(one, source));
}

/** Tells whether an unknown name stands where a type is expected. */
async function typesOf(program: Project['program']): Promise<(diagnostic: Diagnostic) => boolean> {
  const { isQualifiedName, isTypeNode } = await import('typescript/unstable/ast/is');
  const { getTokenAtPosition } = await import('typescript/unstable/ast');
  const file = (await program.getSourceFile(ANSWER))!;
  return ({ code, pos }) => {
    if (!UNKNOWN_NAMES.includes(code)) return false;
    let { parent } = getTokenAtPosition(file, pos);
    while (isQualifiedName(parent)) parent = parent.parent;
    return isTypeNode(parent);
  };
}

function remark({ code, text, pos }: Diagnostic, source: string): Remark {
  const line = source.slice(0, pos).split('\n').length;
  return { line, code: source.split('\n')[line - 1]!.trim(), says: inPlainWords(code, text) };
}

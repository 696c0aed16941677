import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLesson, root } from '../lessons';
import { joinLines, type Notebook, parseMaster, serializeNotebook, solutionNotebook } from '../notebook';
import type { GradeReport } from '.';

/** The reference answer of a lesson as a notebook, with some answers replaced (null: the cell is deleted). */
export function submission(slug: string, answers: Record<string, string | null> = {}): Notebook {
  const notebook = solutionNotebook(parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug));
  for (const [question, source] of Object.entries(answers)) {
    const index = notebook.cells.findIndex((cell) => questionOf(cell) === question);
    if (source === null) notebook.cells.splice(index, 1);
    else notebook.cells[index]!.source = [source];
  }
  return notebook;
}

/** The source of one answer of a notebook. */
export function answerTo(question: string, notebook: Notebook): string {
  return joinLines(notebook.cells.find((cell) => questionOf(cell) === question)!.source);
}

/** Runs the real command line on notebooks (or raw text) and returns its exit code and its report. */
export function gradeFiles(
  files: Record<string, Notebook | string>,
  ...options: string[]
): { code: number | null; report: GradeReport; stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-submissions-'));
  try {
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(folder, name), typeof content === 'string' ? content : serializeNotebook(content));
    const command = [
      join(root, 'grader/bin/unstuck.js'),
      'grade',
      ...Object.keys(files),
      '--json',
      ...options,
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    return { code: status, report: stdout.trim() ? JSON.parse(stdout) : undefined, stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function questionOf(cell: Notebook['cells'][number]): unknown {
  return (cell.metadata.unstuck as { question?: string } | undefined)?.question;
}

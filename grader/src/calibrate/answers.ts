import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Lesson } from '../lessons';
import { parseMaster } from '../notebook';

/** An answer to a training question whose runs are recorded. */
export interface KnownAnswer {
  /** Of its file, or `reference` and `starter`, which the master holds. */
  name: string;
  source: string;
  /** Absent for those in grey/, which sometimes pass: they are recorded, not judged. */
  expected?: 'pass' | 'fail';
}

/** Every known answer to a question: the master's two, then answers/, then grey/. */
export function knownAnswers(lesson: Lesson, question: string): KnownAnswer[] {
  return [
    ...ofMaster(lesson, question),
    ...filesOf(lesson, 'answers', question).map(
      (file): KnownAnswer => ({ ...file, expected: file.name.startsWith('right-') ? 'pass' : 'fail' }),
    ),
    ...filesOf(lesson, 'grey', question),
  ];
}

/** Changes with the text of an answer: runs of another text say nothing about this one. */
export function fingerprint(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function ofMaster({ master, slug }: Lesson, question: string): KnownAnswer[] {
  const { cells } = parseMaster(readFileSync(master, 'utf8'), slug);
  const cell = cells.find((one) => one.question === question);
  if (cell?.stub === undefined) throw new Error(`${slug}: its master has no cell of ${question}; write it`);
  return [
    { name: 'reference', source: cell.source, expected: 'pass' },
    { name: 'starter', source: cell.stub, expected: 'fail' },
  ];
}

function filesOf({ spec }: Lesson, folder: 'answers' | 'grey', question: string): KnownAnswer[] {
  const path = join(dirname(spec), folder, question);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .sort()
    .map((file) => ({ name: basename(file, '.ts'), source: readFileSync(join(path, file), 'utf8') }));
}

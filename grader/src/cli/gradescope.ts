import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBatch } from '../batch';
import { type GradescopeResults, gradescopeOf, mergeResults, writeWhole } from '../export';
import { openGradebook } from '../gradebook';

interface Options {
  results: string;
  lesson?: string;
}

/**
 * `unstuck gradescope FOLDER --results FILE`: grades what one student handed in, as Gradescope's `run_autograder` does.
 * Where the grader fails nothing is written: no student gets a zero for that.
 */
export async function gradescopeCommand(folder: string, { results, lesson }: Options): Promise<number> {
  const out = mkdtempSync(join(tmpdir(), 'unstuck-gradescope-'));
  try {
    const { notes } = await runBatch(folder, out, lesson ? { lesson } : {});
    for (const note of notes) console.error(note);
    writeWhole(results, `${JSON.stringify(read(out), null, 2)}\n`);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  return 0;
}

function read(out: string): GradescopeResults {
  const gradebook = openGradebook(out);
  try {
    const lessons = gradebook.lessons();
    return mergeResults(
      [...gradebook.submissions({ counting: true })].map((one) => gradescopeOf(one, lessons)),
    );
  } finally {
    gradebook.close();
  }
}

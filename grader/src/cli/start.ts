import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import colors from 'picocolors';
import { ready } from 'unstuck/engine';
import { grade } from '../grade';
import { findLesson } from '../lessons';
import { parseMaster, serializeNotebook, solutionNotebook } from '../notebook';
import { isolationNote } from '../sandbox';
import { demonstrate } from './demonstration';
import { feedback } from './feedback';
import { setup } from './setup';
import { paragraph } from './text';

const LESSON = '01-unnormalized-input';

/** `npm start`: makes the engine, shows one failure and its mend, and grades two submissions of lesson 1. */
export async function startCommand(): Promise<number> {
  heading('1. The engine');
  await setup();
  const { engine, version, threads } = await ready();
  console.log(`  ${engine === 'node' ? 'TensorFlow, native' : 'portable'}: ${version}, threads: ${threads}`);

  heading('2. A network that will not learn, and the same one mended');
  await demonstrate();
  console.log(
    `\n${paragraph('Same images, same initial weights, same shuffle: one division apart. Why the first one is stuck, and when it would not be, is lesson 1.')}`,
  );

  heading('3. Two submissions of lesson 1, graded');
  const note = isolationNote(false);
  if (note) console.log(`${paragraph(note)}\n`);
  const right = await gradeTwo();

  heading('What next');
  console.log(paragraph('Where you are, what to do next, and the command for it:'));
  console.log('    npx unstuck');
  console.log(paragraph('The lessons in order, and what each settles: course.md'));
  return right ? 0 : 1;
}

/** Grades the untouched starter and the reference answer; true when the first loses points and the second none. */
async function gradeTwo(): Promise<boolean> {
  const { notebook, master } = findLesson(LESSON);
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-start-'));
  try {
    const reference = join(folder, 'reference-answer.ipynb');
    const parsed = parseMaster(readFileSync(master, 'utf8'), LESSON);
    writeFileSync(reference, serializeNotebook(solutionNotebook(parsed)));
    const { results, ...rest } = await grade([notebook, reference]);
    const named = results.map((result, i) => ({
      ...result,
      submission: i === 0 ? 'The starter, untouched' : 'The reference answer',
    }));
    console.log(feedback({ ...rest, results: named }));
    const [starter, answer] = results;
    return starter!.score < starter!.maxScore && answer!.score === answer!.maxScore;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function heading(text: string): void {
  console.log(`\n${colors.bold(text)}`);
}

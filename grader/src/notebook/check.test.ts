import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLesson } from '../lessons';
import { ensureNotebook } from '../progress';
import { emptyWorkplace, progressIn, saveAnswer } from '../progress/workplace.fixture';
import { runNotebook } from './execute';
import { serializeNotebook } from './format';
import { readNotebook } from './load';
import { parseMaster } from './master';
import { submissionOf } from './read';
import { solutionNotebook } from './student';

const LESSON = '01-unnormalized-input';
const folder = emptyWorkplace();
const code = (source: string) => ({
  cell_type: 'code',
  metadata: {},
  source,
  outputs: [],
  execution_count: null,
});

/** The cells that students run, with an import before them, and what they show. */
async function shownBy(file: string, sources: string[]) {
  const path = join(folder, 'notebooks', file);
  const { cells: _cells, ...rest } = readNotebook(ensureNotebook(LESSON));
  const cells = ["import { check, tf } from 'unstuck';", ...sources].map(code);
  writeFileSync(path, serializeNotebook({ ...rest, metadata: {}, cells }));
  const run = await runNotebook(path, {
    env: { UNSTUCK_NOTEBOOK: join(folder, 'notebooks', `${LESSON}.ipynb`) },
  });
  return run.cells.map(({ outputs }) => JSON.stringify(outputs));
}

test('check grades what was saved as `unstuck grade` does, and keeps it; a training comes with its curve', async () => {
  const master = parseMaster(readFileSync(findLesson(LESSON).master, 'utf8'), LESSON);
  const answers = submissionOf(solutionNotebook(master)).questions;
  ensureNotebook(LESSON);
  saveAnswer(LESSON, 'q2', () => answers.get('q2')!);
  const shown = await shownBy('scratch.ipynb', [
    "await check('q2')",
    "await check('q3')",
    "await check('q8')",
  ]);
  expect(shown[1]).toMatch(/✓ pass +q2 {2}4\/4 {2}Mend the training/);
  expect(shown[1]).toContain('application/vnd.vegalite');
  expect(shown[2]).toMatch(/not-attempted: The faults are still to be named/);
  expect(shown[3]).toContain('no notebook in this folder has a question');
  expect(progressIn(folder).lessons[LESSON].q2).toMatchObject({ status: 'pass', points: 4 });
});

test('an answer that ran after the last save is the one that is graded, and it says so', async () => {
  const answer = "const lossOfLogit = 'log(1 + exp(z)) - y * z';";
  // Without `await`, as it is easily typed: the cell's value is shown, and then what comes of it.
  const cells = [answer, "const checked = check('q4');\nchecked", 'await checked'];
  const shown = await shownBy('scratch.ipynb', cells);
  expect(shown[2]).toContain('q4: being graded');
  expect(shown.join()).toMatch(/graded as you ran it.*save before you hand in/);
  expect(shown.join()).toMatch(/✓ pass +q4/);
});

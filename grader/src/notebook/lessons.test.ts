import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLesson, lessonSlugs, root } from '../lessons';
import { runNotebook } from './execute';
import { type Cell, joinLines, serializeNotebook } from './format';
import { realJupyter } from './jupyter.fixture';
import { parseMaster } from './master';
import { solutionNotebook } from './student';

const MINUTES = 60_000;
let folder: string;

// A checkout in small: notebooks/ beside what is installed and the data.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unstuck-lessons-'));
  mkdirSync(join(folder, 'notebooks'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(lessonSlugs())(
  '%s with its answers runs from top to bottom through tslab, and draws',
  async (slug) => {
    const file = join(folder, 'notebooks', `${slug}.ipynb`);
    const master = parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug);
    writeFileSync(file, serializeNotebook(solutionNotebook(master)));
    const run = await runNotebook(file);
    const failed = run.cells.filter(({ state }) => state === 'failed');
    expect(failed.map(({ source, outputs }) => [source, outputs])).toEqual([]);
    const drawn = run.cells.flatMap(({ outputs }) =>
      outputs.filter(({ output_type }) => output_type === 'display_data'),
    );
    expect(drawn.length).toBeGreaterThan(0);
  },
  10 * MINUTES,
);

test.each(lessonSlugs())(
  '%s as a student opens it runs from top to bottom under a real Jupyter',
  async (slug) => {
    const jupyter = await realJupyter(folder);
    const file = join(folder, 'notebooks', `student-${slug}.ipynb`);
    const out = join(folder, 'executed.ipynb');
    writeFileSync(file, readFileSync(findLesson(slug).notebook));
    expect(await jupyter('execute', file, out)).toMatchObject({ ok: true, kernel: 'tslab' });
    const cells: Cell[] = JSON.parse(readFileSync(out, 'utf8')).cells;
    const first = cells.find(({ cell_type }) => cell_type === 'code')!;
    expect(JSON.stringify(first)).toMatch(/Engine: (node|wasm)/);
    expect(cells.map(({ source }) => joinLines(source)).join()).toContain('TODO q1');
  },
  10 * MINUTES,
);

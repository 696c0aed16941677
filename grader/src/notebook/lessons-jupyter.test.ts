import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLesson, lessonSlugs } from '../lessons';
import { type Cell, joinLines } from './format';
import { realJupyter } from './jupyter.fixture';
import { smallCheckout } from './run-master';

const folder = smallCheckout();
afterAll(() => rmSync(folder, { recursive: true }));

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
);

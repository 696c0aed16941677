import { readFileSync } from 'node:fs';
import { findLesson, lessonSlugs } from '../lessons';
import { parseMaster } from './master';
import { runMaster } from './run-master';

const TEN_MINUTES = 600_000;

test.each(lessonSlugs())(
  '%s with its answers runs from top to bottom through tslab, draws, and gives what its texts say',
  async (slug) => {
    const master = parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug);
    const { cells, problems } = await runMaster(master, { env: { UNSTUCK_ENGINE: 'node' } });
    expect(problems).toEqual([]);
    const outputs = cells.flatMap((cell) => cell.outputs);
    expect(outputs.map(({ output_type }) => output_type)).toContain('display_data');
    expect(JSON.stringify(outputs)).toContain('Engine: node');
  },
  TEN_MINUTES,
);

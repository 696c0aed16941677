import { readFileSync } from 'node:fs';
import { findLesson, lessonSlugs } from '../lessons';
import { runLesson } from './kept-run';
import { parseMaster } from './master';

test.each(lessonSlugs())(
  '%s with its answers runs from top to bottom through tslab, draws, and gives what its texts say',
  async (slug) => {
    const master = parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug);
    const outputs = Object.values(await runLesson(master)).flat();
    expect(outputs.map(({ output_type }) => output_type)).toContain('display_data');
    expect(JSON.stringify(outputs)).toContain('Engine: node');
  },
);

import { readFileSync } from 'node:fs';
import { findLesson, lessonSlugs } from '../lessons';
import { runLesson } from './kept-run';
import { MINUTES } from './lesson.fixture';
import { parseMaster } from './master';

test.each(lessonSlugs())(
  '%s with its answers runs from top to bottom through tslab, and draws',
  async (slug) => {
    const master = parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug);
    const outputs = Object.values(await runLesson(master)).flat();
    const kinds = outputs.map(({ output_type }) => output_type);
    expect(kinds).toContain('display_data');
    expect(kinds).not.toContain('error');
    expect(JSON.stringify(outputs)).toContain('Engine: node');
  },
  20 * MINUTES,
);

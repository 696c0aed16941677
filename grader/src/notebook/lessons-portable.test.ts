import { readFileSync } from 'node:fs';
import { findLesson, lessonSlugs } from '../lessons';
import { parseMaster } from './master';
import { runMaster } from './run-master';

// Not all: it is the same code, and the engine's own tests compare it with the native one.
test.each(lessonSlugs().filter((slug) => /^(01|02|07)-/.test(slug)))(
  '%s with its answers runs on the portable engine, and gives what its texts say',
  async (slug) => {
    const master = parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug);
    const { cells, problems } = await runMaster(master, { env: { UNSTUCK_ENGINE: 'wasm' } });
    expect(problems).toEqual([]);
    const outputs = cells.flatMap((cell) => cell.outputs);
    expect(outputs.map(({ output_type }) => output_type)).toContain('display_data');
    expect(JSON.stringify(outputs)).toContain('Engine: wasm');
  },
);

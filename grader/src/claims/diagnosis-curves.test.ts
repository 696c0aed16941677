import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lessonSlugs, root } from '../lessons';

const folder = join(root, 'solutions', 'claims');
const files = readdirSync(folder).filter((name) => name.endsWith('-diagnosis-curves.json'));
const bare = (text: string) => text.replace(/\s|,(?=\s*[\]}])/g, '');

test.each(files)('the curves that a lesson asks about are those of %s', (name) => {
  const slug = lessonSlugs().find((lesson) => lesson.startsWith(name.slice(0, 2)))!;
  const lesson = bare(readFileSync(join(root, 'solutions', `${slug}.ts`), 'utf8'));
  const curves: Record<string, { history: Record<string, number[]> }> = JSON.parse(
    readFileSync(join(folder, name), 'utf8'),
  );
  for (const [curve, { history }] of Object.entries(curves)) {
    const series = Object.entries(history).map(([metric, values]) => `${metric}:[${values.join()}]`);
    expect(lesson).toContain(`const${curve}={history:{${series.join()}`);
  }
});

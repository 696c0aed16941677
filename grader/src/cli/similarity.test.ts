import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LESSON, quick, temporaryFolder, unstuck, writeFiles } from '../batch/class.fixture';
import { findLesson } from '../lessons';

const [handedIn, out, empty] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
const answer = (name: string) =>
  readFileSync(join(findLesson(LESSON).spec, '..', 'answers', 'q1', `${name}.ts`), 'utf8');

test('a renamed copy in a graded class is shown as a table, as JSON, and side by side', async () => {
  const original = answer('right-limit-on-the-logit');
  const copy = `/* all mine */ ${original
    .replaceAll(/\bz\b/g, 'logit')
    .replaceAll(/\s+/g, ' ')
    .replace(/^\/\/[^.]*\./, '')}`;
  writeFiles(handedIn, {
    'ada.ipynb': quick('ada', { q1: original }),
    'copy.ipynb': quick('copy', { q1: copy }),
    'grace.ipynb': quick('grace', { q1: answer('right-chain-rule') }),
  });
  expect((await unstuck('batch', handedIn, '--out', out)).output).toContain('3 of 3 submissions');

  const { code, output } = await unstuck('similar', out);
  expect(code).toBe(0);
  expect(output).toMatch(/01-unnormalized-input\s+ada\s+copy\s+\d+ %\s+\d+\s+q1/);
  expect(output).not.toContain('grace');
  expect(readFileSync(join(out, 'similar.html'), 'utf8')).toMatch(/<mark>.*Math/s);

  const found = JSON.parse((await unstuck('similar', out, '--json')).output);
  expect(found).toMatchObject([{ lesson: LESSON, submissions: [/ada/, /copy/].map(expect.stringMatching) }]);
});

test('a folder without a gradebook is an error with exit code 2', async () => {
  const { code, output } = await unstuck('similar', empty);
  expect(code).toBe(2);
  expect(output).toMatch(/gradebook/);
});

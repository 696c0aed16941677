import { readFileSync } from 'node:fs';
import { findLesson } from '@unstuck/grader/lessons';
import { type MasterCell, parseMaster } from '@unstuck/grader/notebook';
import type { Page } from 'playwright-core';
import { UNTIL_BUILT, type Visit, visit } from './browser.fixture';

const LESSON = '01-unnormalized-input';
const SECONDS = 1000;
let site: Visit;

beforeAll(async () => {
  site = await visit('kept');
}, UNTIL_BUILT);
afterAll(() => site?.end());

/** The reference answer, as the lesson's master has it. */
function reference(question: string, lesson = LESSON): string {
  return cellOf(question, lesson).source;
}

function cellOf(question: string, lesson: string): MasterCell {
  const { cells } = parseMaster(readFileSync(findLesson(lesson).master, 'utf8'), lesson);
  return cells.find((cell) => cell.question === question) as MasterCell;
}

async function answer(page: Page, question: string, text: string, button = 'Check') {
  const section = page.locator(`#${question}`);
  const open = section.locator('.open-exercise');
  if (await open.count()) await open.click();
  const editor = section.getByLabel(`Answer to ${question}`);
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
  await section.getByRole('button', { name: button, exact: true }).click();
  return section;
}

test('a right answer that is typed passes, a wrong one fails and says why, an endless loop is stopped', async () => {
  const { page, complaints, elsewhere } = await site.open(`${LESSON}.html`, { serviceWorkers: 'block' });
  const says = async (question: string, text: string) => {
    const section = await answer(page, question, text);
    await section.locator('.passed, .failed').waitFor({ timeout: 120 * SECONDS });
    return section.locator('.verdict').textContent();
  };
  expect(await says('q1', reference('q1'))).toContain('It passes.');
  const wrong = 'function clippedGradient(z: number, y: number): number { return y - z; }';
  expect(await says('q1', wrong)).toMatch(/calls are wrong: clippedGradient\(-40, 0\) gave/);
  expect(await says('q4', reference('q4'))).toContain('It passes.');
  expect(await says('q4', "const lossOfLogit = 'z * y';")).toContain('the formula gives');
  expect(
    await says('q3', "const diagnosis = { A: 'overfitting', B: 'lr-too-low', C: 'lr-too-high' };"),
  ).toContain('Look again at B');
  expect(await says('q1', 'while (true) {}')).toContain('was stopped');
  expect([complaints, elsewhere]).toEqual([[], []]);

  await page.reload();
  expect(
    await page.evaluate(() => localStorage.getItem('unstuck.answer.01-unnormalized-input.q1')),
  ).toContain('while');
  await page.context().close();
});

test('a training is judged by the run that the grader asks for, and the notebook carries the answers', async () => {
  const { page } = await site.open(`${LESSON}.html`, { serviceWorkers: 'block' });
  const untouched = await answer(page, 'q2', reference('q2').replace('x.div(255)', 'x'));
  await untouched.locator('.failed').waitFor({ timeout: 120 * SECONDS });
  expect(await untouched.locator('.verdict').textContent()).toContain('inputs run from 0 to 255');
  const mended = await answer(page, 'q2', reference('q2'));
  await mended.locator('.passed').waitFor({ timeout: 120 * SECONDS });

  const download = page.waitForEvent('download');
  await mended.getByRole('button', { name: 'Export as notebook' }).click();
  const notebook = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  const cell = notebook.cells.find(({ id }: { id: string }) => id === 'q2');
  expect(cell.source.join('')).toBe(reference('q2'));
  expect(notebook.metadata.unstuck.lesson).toBe(LESSON);
});

test.each([
  ['02-class-imbalance', 'q1'],
  ['04-overfitting', 'q4'],
  ['05-augmentation', 'q3'],
  ['09-saturation-and-initialization', 'q3'],
  ['11-capacity-and-batch-size', 'q2'],
  ['12-capstone', 'q1'],
])('%s %s: the reference answer passes in the page, the starter does not', async (lesson, question) => {
  const { page, complaints } = await site.open(`${lesson}.html`, { serviceWorkers: 'block' });
  for (const [text, outcome] of [
    [cellOf(question, lesson).stub!, 'failed'],
    [reference(question, lesson), 'passed'],
  ] as const) {
    const section = await answer(page, question, text);
    await section.locator('.passed, .failed').waitFor({ timeout: 120 * SECONDS });
    expect(await section.locator('.verdict').getAttribute('class')).toBe(`verdict ${outcome}`);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a wrong option of a layer is underlined and said in words; a name tells its type', async () => {
  const { page, complaints, elsewhere } = await site.open(`${LESSON}.html`, { serviceWorkers: 'block' });
  const compiler: string[] = [];
  page.on('request', (request) => request.url().includes('types-worker') && compiler.push(request.url()));
  await page.click('.open-panel');
  expect(compiler).toEqual([]);
  const section = await answer(page, 'q2', 'tf.layers.conv2d({ filter: 8, kernelSize: 3 });', 'Run');
  await section
    .locator('.types')
    .filter({ hasText: 'line 1' })
    .waitFor({ timeout: 120 * SECONDS });
  expect(compiler).toHaveLength(1);
  expect(await section.locator('.types').textContent()).toContain("Did you mean to write 'filters'?");
  expect(await section.locator('.cm-lintRange-error').textContent()).toBe('filter: 8');
  await section.locator('.cm-lintRange-error').hover({ position: { x: 8, y: 8 } });
  await section.locator('.meaning').waitFor();
  expect(await section.locator('.meaning').textContent()).toContain('(property) filter: number');
  expect([complaints, elsewhere]).toEqual([[], []]);
  await page.context().close();
});

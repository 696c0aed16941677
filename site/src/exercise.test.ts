import { readFileSync } from 'node:fs';
import { findLesson } from '@unstuck/grader/lessons';
import { type MasterCell, parseMaster } from '@unstuck/grader/notebook';
import type { Page } from 'playwright-core';
import { type Visit, visit } from './browser.fixture';

const LESSON = '01-unnormalized-input';
const SECONDS = 1000;
let site: Visit;

beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.end());

/** The reference answer, as the lesson's master has it. */
function reference(question: string): string {
  const master = parseMaster(readFileSync(findLesson(LESSON).master, 'utf8'), LESSON);
  return (master.cells.find((cell) => cell.question === question) as MasterCell).source;
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
    await section.locator('.passed, .failed').waitFor({ timeout: 90 * SECONDS });
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
  await untouched.locator('.failed').waitFor({ timeout: 90 * SECONDS });
  expect(await untouched.locator('.verdict').textContent()).toContain('inputs run from 0 to 255');
  const mended = await answer(page, 'q2', reference('q2'));
  await mended.locator('.passed').waitFor({ timeout: 90 * SECONDS });

  const download = page.waitForEvent('download');
  await mended.getByRole('button', { name: 'Export as notebook' }).click();
  const notebook = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  const cell = notebook.cells.find(({ id }: { id: string }) => id === 'q2');
  expect(cell.source.join('')).toBe(reference('q2'));
  expect(notebook.metadata.unstuck.lesson).toBe(LESSON);
});

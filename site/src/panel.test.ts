import { lessonSlugs } from '@unstuck/grader/lessons';
import type { Page } from 'playwright-core';
import { now } from 'unstuck/clock';
import { UNTIL_BUILT, type Visit, visit } from './browser.fixture';

let site: Visit;

beforeAll(async () => {
  site = await visit('kept');
}, UNTIL_BUILT);
afterAll(() => site?.end());

const MINUTE = 60_000;

const press = (page: Page, text: string) => page.getByRole('button', { name: text, exact: true }).click();
const told = (page: Page, side: string, what: string) =>
  page.locator(`[data-side=${side}]`).getAttribute(`data-${what}`);
/** Waits until an epoch has ended. Between two looks several may end. */
async function epochOf(page: Page, side: string, epoch: number): Promise<void> {
  while (Number(await told(page, side, 'epoch')) < epoch) await page.waitForTimeout(50);
}

/**
 * Watches the thread that draws the page and answers its reader.
 *
 * @returns what gives the share of the time since then in which it computed: by the processor's clock, since
 * on a busy machine it also waits for the processor.
 */
async function watchPage(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const seconds = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')!.value;
  };
  const [begun, before] = [now(), await seconds()];
  return async () => (1000 * ((await seconds()) - before)) / (now() - begun);
}

test.each(lessonSlugs())(
  '%s: both networks end where the lesson says, hold no more tensors than after one epoch, and leave the page free',
  async (slug) => {
    const { page, complaints, elsewhere } = await site.open(`${slug}.html?train`, {
      serviceWorkers: 'block',
    });
    for (const side of ['broken', 'fixed'])
      await page.locator(`[data-side=${side}][data-ready]`).waitFor({ timeout: 2 * MINUTE });
    await press(page, 'Step one epoch');
    for (const side of ['broken', 'fixed']) await epochOf(page, side, 1);
    const held = () => Promise.all(['broken', 'fixed'].map((side) => told(page, side, 'tensors')));
    const before = await held();
    const busyShare = await watchPage(page);
    await press(page, 'Start');
    await page.getByRole('button', { name: 'Done' }).waitFor({ timeout: 5 * MINUTE });
    expect(await page.locator('.outcome').textContent()).toContain('✓ So it is here');
    expect(await held()).toEqual(before);
    // Drawing takes a fifth of it; training there would take nearly all.
    expect(await busyShare()).toBeLessThan(0.5);
    expect([complaints, elsewhere]).toEqual([[], []]);
    await page.context().close();
  },
);

test('a panel loads its engine when asked, is stepped and paused, and its setting is in the address', async () => {
  const { page } = await site.open('01-unnormalized-input.html', { serviceWorkers: 'block' });
  const engine: string[] = [];
  page.on('request', (request) => request.url().includes('/engine/') && engine.push(request.url()));
  expect(engine).toEqual([]);
  await page.click('.open-panel');
  for (const side of ['broken', 'fixed'])
    await page.locator(`[data-side=${side}][data-ready]`).waitFor({ timeout: MINUTE });
  expect(engine.some((url) => url.endsWith('.wasm'))).toBe(true);
  for (const epoch of [1, 2]) {
    await press(page, 'Step one epoch');
    for (const side of ['broken', 'fixed']) await epochOf(page, side, epoch);
  }
  await press(page, 'Start');
  // At once: all twelve epochs may take less time than a look at the third.
  await press(page, 'Pause');
  await epochOf(page, 'fixed', 3);
  expect(await page.getByRole('button', { name: 'Start', exact: true }).isEnabled()).toBe(true);
  expect(await page.locator('.samples .said').first().textContent()).toMatch(/\d %/);
  expect(await page.locator('.histogram svg').first().getAttribute('aria-label')).toMatch(/\d+ % are zero/);
  await press(page, 'Reset');
  await page.getByText('Not trained yet.').first().waitFor();
  expect(await page.locator('.numbers').allTextContents()).toEqual(['Not trained yet.', 'Not trained yet.']);

  await page.getByLabel('Learning rate').selectOption('0.0001');
  await page.getByLabel('Seed').fill('7');
  await page.getByLabel('Seed').press('Enter');
  expect(page.url()).toContain('rate=0.0001');
  await page.goto(page.url());
  await page.getByLabel('Learning rate').waitFor({ timeout: MINUTE });
  expect(await page.getByLabel('Learning rate').inputValue()).toBe('0.0001');
  expect(await page.getByLabel('Seed').inputValue()).toBe('7');
});

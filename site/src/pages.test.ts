import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { lessonSlugs } from '@unstuck/grader/lessons';
import { source as axe } from 'axe-core';
import { type Visit, visit } from './browser.fixture';

let site: Visit;

beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.end());

const pages = ['index.html', ...lessonSlugs().map((slug) => `${slug}.html`)];

declare global {
  interface Window {
    axe: { run(checked: object, options: object): Promise<{ violations: Violation[] }> };
  }
}

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

test.each(pages)(
  '%s: no complaint, no request elsewhere, nothing serious for axe in either theme',
  async (name) => {
    const { page, complaints, elsewhere } = await site.open(name, {
      colorScheme: 'light',
      serviceWorkers: 'block',
    });
    await page.evaluate(axe);
    const check = (rules: object): Promise<Violation[]> =>
      page.evaluate(async (options) => {
        // Words of code have their colour by their class: eight blocks of a page show them all, and hundreds take long.
        const blocks = [...document.querySelectorAll('.code code')].slice(8);
        for (const block of blocks) block.classList.add('like-others');
        const checked = { include: [document], exclude: [['.like-others']] };
        return (await window.axe.run(checked, options)).violations;
      }, rules);
    const light = await check({ resultTypes: ['violations'] });
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await check({ runOnly: ['color-contrast'], resultTypes: ['violations'] });
    const serious = [...light, ...dark].filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`)).toEqual([]);
    for (const width of [360, 640]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    expect([complaints, elsewhere]).toEqual([[], []]);
    await page.context().close();
  },
);

test('search finds a section, and the back button leads to where one was', async () => {
  const { page, complaints } = await site.open('index.html');
  await page.keyboard.press('/');
  await page.keyboard.type('patience');
  const first = page.locator('#found a').first();
  await first.waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\d\d-[a-z-]+\.html#/);
  await page.goBack();
  expect(page.url()).toBe(`${site.url}index.html`);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the theme is kept, a lesson read to its end is noted, and both can be wiped', async () => {
  const { page } = await site.open('12-capstone.html', { colorScheme: 'light' });
  await page.click('#theme');
  await page.locator('.neighbours').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => localStorage.getItem('unstuck.progress'));
  await page.goto(`${site.url}index.html`);
  expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
  expect(await page.textContent('.progress-text')).toBe('12-capstone: read');
  await page.click('#wipe-progress');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.context().close();
});

test('after the first visit every page can be read offline', async () => {
  const { page, complaints } = await site.open('index.html');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.context().setOffline(true);
  await page.reload();
  expect(await page.textContent('h1')).toBe('The course');
  await page.goto(`${site.url}09-saturation-and-initialization.html`);
  expect(await page.textContent('h1')).toContain('Lesson 9');
  await page.fill('#search', 'gradient');
  await page.locator('#found a').first().waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test.each(pages)('%s weighs at most 150 KB with all that it loads, its script and its style', (name) => {
  const loaded = readFileSync(join(site.folder, name), 'utf8').matchAll(
    /<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"/g,
  );
  const files = new Set([name, ...[...loaded].map(([, file]) => file!)]);
  const bytes = [...files].map((file) => gzipSync(readFileSync(join(site.folder, file))).length);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150_000);
});

test('on a slow line and a slow machine the text is there within a second, and does not move', async () => {
  const { page } = await site.open('print.html', { serviceWorkers: 'block' });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(`${site.url}01-unnormalized-input.html`);
  const [paint, shift] = await page.evaluate(() => {
    const shifts = new Promise<number>((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => resolve(sum), 1000);
    });
    return shifts.then((sum) => [performance.getEntriesByName('first-contentful-paint')[0]!.startTime, sum]);
  });
  expect(paint).toBeLessThan(1000);
  expect(shift).toBeLessThan(0.02);
  await page.context().close();
});

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lessonSlugs } from '@unstuck/grader/lessons';
import { source as axe } from 'axe-core';
import type { Page } from 'playwright-core';
import { UNTIL_BUILT, type Visit, visit } from './browser.fixture';

let site: Visit;

beforeAll(async () => {
  site = await visit('all');
}, UNTIL_BUILT);
afterAll(() => site?.end());

const pages = ['index.html', ...lessonSlugs().map((slug) => `${slug}.html`)];

declare global {
  interface Window {
    /** How far the page's parts have moved by themselves, as the browser counts it. */
    shift: number;
    axe: { run(checked: object, options: object): Promise<{ violations: Violation[] }> };
  }
}

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** What axe calls serious or critical in both themes. */
async function seriousOn(page: Page): Promise<string[]> {
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
  return serious.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`);
}

test.each(pages)(
  '%s: no complaint, no request elsewhere, nothing serious for axe in either theme, no wider than its window',
  async (name) => {
    const { page, complaints, elsewhere } = await site.open(name, {
      colorScheme: 'light',
      serviceWorkers: 'block',
    });
    expect(await seriousOn(page)).toEqual([]);
    // A phone, and a window of 1280 pixels at 200 %.
    for (const width of [360, 640]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    expect([complaints, elsewhere]).toEqual([[], []]);
    await page.context().close();
  },
);

test('an open editor and an open panel have nothing serious for axe, and fit on a phone', async () => {
  const { page, complaints } = await site.open('01-unnormalized-input.html', {
    colorScheme: 'light',
    serviceWorkers: 'block',
  });
  await page.click('#q1 .open-exercise');
  await page.click('.open-panel');
  await page.locator('#q1 .types').filter({ hasText: 'nothing is wrong' }).waitFor({ timeout: 90_000 });
  await page.locator('[data-side=fixed][data-ready]').waitFor({ timeout: 90_000 });
  expect(await seriousOn(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('from a folder the pages can be read and searched, and say what needs a server', async () => {
  const { page, complaints } = await site.open(
    pathToFileURL(join(site.folder, '01-unnormalized-input.html')).href,
  );
  expect(await page.textContent('#train')).toContain('a browser loads neither engine nor editor');
  await page.fill('#search', 'gradient');
  await page.locator('#found a').first().click();
  await page.waitForURL(/^file:.*#/);
  expect(complaints).toEqual([]);
  await page.context().close();
});

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

test('on a slow line nothing but the style sheet holds up the first paint, and the text does not move', async () => {
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
  await page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${site.url}01-unnormalized-input.html`);
  await page.locator('.neighbours').scrollIntoViewIfNeeded();
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const { blocking, shift } = await page.evaluate(() => ({
    blocking: performance
      .getEntriesByType('resource')
      .filter(
        (entry) => (entry as unknown as { renderBlockingStatus: string }).renderBlockingStatus === 'blocking',
      )
      .map(({ name }) => name.replace(/.*\//, '')),
    shift: window.shift,
  }));
  expect(blocking).toEqual(['site.css']);
  expect(shift).toBeLessThan(0.02);
  await page.context().close();
});

import { type Visit, visit } from './browser.fixture';

let site: Visit;

beforeAll(async () => {
  site = await visit();
});
afterAll(() => site.end());

const MINUTE = 60_000;

test('the mended network learns in the page, the broken one does not; it can be stepped, shared and begun anew', async () => {
  const { page, complaints, elsewhere } = await site.open('01-unnormalized-input.html', {
    serviceWorkers: 'block',
  });
  const engine: string[] = [];
  page.on('request', (request) => request.url().includes('/engine/') && engine.push(request.url()));
  expect(engine).toEqual([]);
  await page.click('.open-panel');
  for (const side of ['broken', 'fixed'])
    await page.locator(`[data-side=${side}][data-ready]`).waitFor({ timeout: MINUTE });
  const press = (text: string) => page.getByRole('button', { name: text, exact: true }).click();
  const epoch = (side: string) => page.locator(`[data-side=${side}]`).getAttribute('data-epoch');
  await press('Step one epoch');
  await page.locator('[data-side=fixed][data-epoch="1"]').waitFor({ timeout: MINUTE });
  await page.locator('[data-side=broken][data-epoch="1"]').waitFor({ timeout: MINUTE });
  await page.waitForTimeout(300);
  expect([await epoch('broken'), await epoch('fixed')]).toEqual(['1', '1']);
  await press('Start');
  await page.getByRole('button', { name: 'Done' }).waitFor({ timeout: MINUTE });
  const loss = async (side: string) =>
    Number(await page.locator(`[data-side=${side}]`).getAttribute('data-loss'));
  expect(await loss('fixed')).toBeLessThan(0.3);
  expect(await loss('broken')).toBeGreaterThan(7);

  await page.getByLabel('Learning rate').selectOption('0.0001');
  expect(page.url()).toContain('rate=0.0001');
  await page.goto(page.url());
  await page.getByLabel('Learning rate').waitFor({ timeout: MINUTE });
  expect(await page.getByLabel('Learning rate').inputValue()).toBe('0.0001');
  expect([complaints, elsewhere]).toEqual([[], []]);
});

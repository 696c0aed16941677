import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printPdf } from './pdf';

const folder = mkdtempSync(join(tmpdir(), 'unstuck-pdf-'));
const page = join(folder, 'page.html');
const pdf = join(folder, 'page.pdf');
const before = { ...process.env };

beforeAll(() => {
  process.env.UNSTUCK_CACHE = join(folder, 'cache');
  const sheets = ['One', 'Two', 'Three'].map((word) => `<p style="break-before: page">${word}</p>`);
  writeFileSync(page, `<!doctype html><title>Sheets</title>${sheets.join('')}`);
});
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
});

test('a page is printed, and from then on is there without a browser', () => {
  expect(printPdf(page, pdf)).toBe(true);
  const printed = readFileSync(pdf, 'latin1');
  expect(printed).toMatch(/^%PDF-/);
  expect(printed.match(/\/Type \/Page\b/g)).toHaveLength(3);
  rmSync(pdf);
  process.env.CHROMIUM = join(folder, 'no-such-browser');
  expect(printPdf(page, pdf)).toBe(true);
  expect(readFileSync(pdf, 'latin1')).toBe(printed);
});

test('without a browser nothing is printed', () => {
  process.env.CHROMIUM = join(folder, 'no-such-browser');
  writeFileSync(page, '<!doctype html><title>Another</title>');
  rmSync(pdf, { force: true });
  expect(printPdf(page, pdf)).toBe(false);
  expect(existsSync(pdf)).toBe(false);
});

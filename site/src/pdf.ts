import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheRoot } from 'unstuck/engine/native';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

/** A browser that prints: the one that CHROMIUM names, else the first that is installed. */
function findChromium(): string | undefined {
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : NAMES;
  return names.find((name) => spawnSync(name, ['--version']).status === 0);
}

/**
 * Prints a page of a built site as a PDF. It is kept by the content of the page and its style, so that a page that did
 * not change is not printed again.
 *
 * @returns whether there is a browser that prints it.
 * @throws Error that repeats the browser's last words.
 */
export function printPdf(page: string, pdf: string): boolean {
  const kept = keptFile(page);
  if (!existsSync(kept)) {
    const chromium = findChromium();
    if (!chromium) return false;
    print(chromium, page, kept);
  }
  copyFileSync(kept, pdf);
  return true;
}

function print(chromium: string, page: string, kept: string): void {
  mkdirSync(dirname(kept), { recursive: true });
  const options = [
    '--headless',
    '--disable-gpu',
    '--no-pdf-header-footer',
    '--generate-pdf-document-outline',
  ];
  // Chromium will not run as root inside its own sandbox; the page is our own.
  if (process.getuid?.() === 0) options.push('--no-sandbox');
  const made = `${kept}.${process.pid}`;
  const { stderr } = spawnSync(chromium, [...options, `--print-to-pdf=${made}`, pathToFileURL(page).href]);
  if (!existsSync(made)) throw new Error(`${chromium} could not print ${page}:\n${stderr}`);
  renameSync(made, kept);
}

function keptFile(page: string): string {
  const hash = createHash('sha256').update(readFileSync(page));
  const style = join(dirname(page), 'site.css');
  if (existsSync(style)) hash.update(readFileSync(style));
  return join(cacheRoot(), 'site', `${hash.digest('hex').slice(0, 16)}.pdf`);
}

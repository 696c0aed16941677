import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from './build';
import { type Served, serve } from './serve';

/** A site, served below a sub-path of a host as a project's pages are, and a real browser. */
export interface Visit {
  folder: string;
  url: string;
  /** Opens a page of the site and keeps what it complains of and what it asks of other hosts. */
  open(name: string, options?: BrowserContextOptions): Promise<Opened>;
  end(): Promise<void>;
}

/** One page in a browser that has never been here. */
interface Opened {
  page: Page;
  complaints: string[];
  elsewhere: string[];
}

/** Builds the site with what the cache holds, serves it and starts Chromium. */
export async function visit(): Promise<Visit> {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-site-'));
  await build({ out: folder, run: [] });
  const served = await serve(folder, 0, '/course/');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  return {
    folder,
    url: served.url,
    open: (name, options) => open(browser, served, name, options),
    end: async () => {
      await browser.close();
      await served.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function open(browser: Browser, { url }: Served, name: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const opened: Opened = { page, complaints: [], elsewhere: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') opened.complaints.push(message.text());
  });
  page.on('pageerror', (error) => opened.complaints.push(error.message));
  context.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url()))
      opened.elsewhere.push(request.url());
  });
  await page.goto(url + name);
  return opened;
}

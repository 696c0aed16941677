import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { builtOnce } from './built-once.fixture';
import { type Served, serve } from './serve';

/** A site, served below a sub-path of a host as a project's pages are, and a real browser. */
export interface Visit {
  folder: string;
  url: string;
  /** Opens a page of the site, or another address, and keeps what it complains of and what it asks of other hosts. */
  open(name: string, options?: BrowserContextOptions): Promise<Opened>;
  end(): Promise<void>;
}

/** One page in a browser that has never been here. */
interface Opened {
  page: Page;
  complaints: string[];
  elsewhere: string[];
}

/** How long it may take until a site stands, where another test file is at the lessons. */
export const UNTIL_BUILT = 40 * 60_000;

/**
 * Serves a site and starts Chromium.
 *
 * @param outputs `all`: each lesson is run, once for all tests, so that its page shows what its cells give. `kept`: pages
 *   show what the cache holds.
 */
export async function visit(outputs: 'all' | 'kept'): Promise<Visit> {
  const folder = await builtOnce(outputs);
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
    },
  };
}

async function open(browser: Browser, { url }: Served, name: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  // Two cores may have ten things to do.
  page.setDefaultTimeout(120_000);
  const opened: Opened = { page, complaints: [], elsewhere: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') opened.complaints.push(message.text());
  });
  page.on('pageerror', (error) => opened.complaints.push(error.message));
  context.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob|file):/.test(request.url()))
      opened.elsewhere.push(request.url());
  });
  await page.goto(new URL(name, url).href);
  return opened;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { lessonSlugs } from '@unstuck/grader/lessons';
import { UNTIL_BUILT } from './browser.fixture';
import { builtOnce } from './built-once.fixture';

test(
  'a lesson with all its pictures, its script and its style weighs at most 150 KB, and is painted within a second',
  async () => {
    const folder = await builtOnce('all');
    const weights = lessonSlugs().map((slug) => [slug, weightOf(folder, `${slug}.html`)] as const);
    for (const [, { pictures }] of weights) expect(pictures).toBeGreaterThan(0);
    expect(weights.filter(([, { bytes }]) => bytes > 150_000)).toEqual([]);
    expect(weights.filter(([, { painted }]) => painted > 1000)).toEqual([]);
  },
  UNTIL_BUILT,
);

interface Weight {
  /** The page and everything that it loads, all pictures scrolled to, as gzip sends them. */
  bytes: number;
  pictures: number;
  /**
   * Milliseconds until all of the text and its style are there on a slow line (150 ms, 1.6 Mbit/s: the usual slow 4G):
   * one round trip to connect, one for the page, one for the style. Computed, since a clock says more of the machine.
   */
  painted: number;
}

function weightOf(folder: string, name: string): Weight {
  const page = readFileSync(join(folder, name), 'utf8');
  const loaded = [...page.matchAll(/<(script|link|img)[^>]+(?:src|href)="([^"]+)"/g)];
  const files = new Set([name, ...loaded.map(([, , file]) => file!)]);
  const sizeOf = (file: string) => gzipSync(readFileSync(join(folder, file))).length;
  return {
    bytes: [...files].reduce((sum, file) => sum + sizeOf(file), 0),
    pictures: loaded.filter(([, kind]) => kind === 'img').length,
    painted: 3 * 150 + (sizeOf(name) + sizeOf('site.css')) / 200,
  };
}

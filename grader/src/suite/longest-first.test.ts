import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from '@jest/reporters';
import { root } from '../lessons';
import LongestFirst, { LONGEST } from './longest-first';

test.each(LONGEST)('%s is there', (file) => expect(existsSync(join(root, file))).toBe(true));

test('the longest come first, in their order, and everything is run', async () => {
  const sequencer = new LongestFirst({ contexts: [], globalConfig: {} as never });
  Object.assign(sequencer, { _getCache: () => ({}) });
  const paths = ['short.test.ts', LONGEST[2], 'other.test.ts', LONGEST[0]].map((file) => join(root, file!));
  const context = { hasteFS: { getSize: (path: string) => (path.includes('short') ? 1 : 2) } };
  const sorted = await sequencer.sort(paths.map((path) => ({ path, context }) as unknown as Test));
  expect(sorted.map(({ path }) => path)).toEqual([paths[3], paths[1], paths[2], paths[0]]);
});

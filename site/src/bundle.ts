import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '@unstuck/grader/lessons';
import { build } from 'esbuild';

const client = join(root, 'site', 'client');

/** Bundles what runs in the page: the small script of every page, and what is loaded on demand. */
export async function bundle(out: string): Promise<void> {
  const shared = {
    bundle: true,
    minify: true,
    legalComments: 'none',
    target: 'es2022',
    logLevel: 'error',
  } as const;
  await build({ ...shared, entryPoints: [join(client, 'page.ts')], outdir: out, format: 'iife' });
}

import { copyFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '@unstuck/grader/lessons';
import { build } from 'esbuild';
import { declarations } from './declarations';

const client = join(root, 'site', 'client');

/** What the kit asks of Node, as it is in a page. Charts are drawn by the page itself, so Vega stays out. */
const IN_A_PAGE = {
  'node:fs': join(client, 'node', 'fs.ts'),
  'node:path': join(client, 'node', 'path.ts'),
  vega: join(client, 'node', 'absent.ts'),
  'vega-lite': join(client, 'node', 'absent.ts'),
  // Measured in Chromium, where WebGL is emulated: 24 times slower than WebAssembly on lesson 1, and by tfjs's epsilon for
  // half floats (1e-4), so that the loss stands at 4.6 where the lesson says 8.
  '@tensorflow/tfjs-backend-webgl': join(client, 'node', 'webgl.ts'),
  '@unstuck/grader/judge': join(client, 'exercise', 'judge.ts'),
};

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
  const entries = [
    'panel/panel.ts',
    'panel/training-worker.ts',
    'exercise/exercise.ts',
    'exercise/exercise-worker.ts',
    'exercise/types/types-worker.ts',
  ];
  await build({
    ...shared,
    entryPoints: Object.fromEntries(entries.map((file) => [nameOf(file), join(client, file)])),
    outdir: join(out, 'engine'),
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    platform: 'browser',
    alias: IN_A_PAGE,
    define: {
      __dirname: '"/kit/dist/data"',
      global: 'globalThis',
      'process.env.UNSTUCK_ENGINE': '"wasm"',
      'process.env.UNSTUCK_GRAPH_MODE': '"off"',
    },
  });
  copyEngine(join(out, 'engine'));
  writeFileSync(join(out, 'engine', 'declarations.json'), JSON.stringify(declarations()));
}

function nameOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.ts$/, '');
}

/** tfjs's WebAssembly; threads need headers that many hosts do not send, so the threaded build stays out. */
function copyEngine(folder: string): void {
  const from = dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
  for (const name of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'])
    copyFileSync(join(from, name), join(folder, name));
}

import * as tf from '@tensorflow/tfjs';
import { type BackendWasm, getThreadsCount, setWasmPaths, version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { register } from './kernel';
import { mended, missing, quickened } from './kernels';
import { loadSimd } from './simd';

interface Started {
  version: string;
  threads: number;
}

let started: Promise<Started> | undefined;

/**
 * Starts the wasm backend with this project's kernels, once, and makes it the current one.
 *
 * @internal reached by `require`, so that importing the engine loads nothing
 */
export async function start(wasmFolder?: string): Promise<Started> {
  started ??= startOnce(wasmFolder);
  const facts = await started;
  await tf.setBackend('wasm');
  return facts;
}

async function startOnce(wasmFolder: string | undefined): Promise<Started> {
  const folder = wasmFolder ?? nodeFolder();
  if (folder !== undefined) setWasmPaths(folder);
  if (!(await tf.setBackend('wasm'))) throw new Error(cannotStart(folder));
  await loadSimd(tf.backend() as BackendWasm);
  for (const kernel of [...missing, ...mended, ...quickened]) register(kernel);
  return { version: version_wasm, threads: getThreadsCount() };
}

function nodeFolder(): string | undefined {
  if (!tf.env().get('IS_NODE')) return undefined;
  return (require('./nodeFiles') as typeof import('./nodeFiles')).installedWasmFolder();
}

function cannotStart(folder: string | undefined): string {
  return (
    `loadWasm: the WebAssembly backend of tfjs could not start from ${folder ?? "the script's folder"}; ` +
    'expected the three files tfjs-backend-wasm*.wasm of @tensorflow/tfjs-backend-wasm there. Install the ' +
    'packages again, or name the folder that serves those files, and start anew'
  );
}

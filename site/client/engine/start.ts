import { ready, tf } from 'unstuck';
import { loadWasm } from 'unstuck/engine/wasm';
import { provide } from '../node/fs';

/** Starts the portable engine inside a Worker and lays the digits where the kit reads them. */
export async function startEngine(): Promise<string> {
  const here = new URL('./', self.location.href);
  await Promise.all(['images.idx3-ubyte', 'labels.idx1-ubyte'].map((name) => fetchDigits(here, name)));
  // tfjs asks the main thread's names whether it is a browser; a Worker has none of them.
  tf.env().set('IS_BROWSER', true);
  const { version } = await loadWasm(here.href);
  await ready();
  return `WebAssembly ${version}`;
}

async function fetchDigits(here: URL, name: string): Promise<void> {
  const response = await fetch(new URL(`../digits/${name}`, here));
  if (!response.ok) throw new Error(`${name} could not be fetched (${response.status})`);
  provide(`/datasets/digits/${name}`, new Uint8Array(await response.arrayBuffer()));
}

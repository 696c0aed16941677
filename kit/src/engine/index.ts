/** The engine that computes: TensorFlow's native library, or the portable WebAssembly backend. */
export interface Engine {
  engine: 'node' | 'wasm';
  /** Version of the tfjs backend. */
  version: string;
  /** Threads that one operation may use. Exact repetition holds per engine and thread count. */
  threads: number;
  /** What to know about this engine, in one line; absent on the native one. */
  note?: string;
}

/** What the portable engine costs next to the native one, as `npm run bench -- engine` measures it. */
export const PORTABLE_COST = 'dense networks train up to 1.5 times and convolutions up to 3 times slower';

let chosen: Promise<Engine> | undefined;

/**
 * Loads the engine, once, and says which one runs: the native library where `unstuck setup` has made
 * it, else the portable one. `UNSTUCK_ENGINE=node` or `wasm` forces one. The plain `cpu` backend is never
 * chosen: it is more than 100 times slower than the portable engine.
 *
 * @throws Error when `UNSTUCK_ENGINE` is neither, or names an engine that cannot be loaded.
 * @example
 * const { engine, threads } = await ready();
 */
export function ready(): Promise<Engine> {
  chosen ??= load();
  return chosen;
}

/**
 * Which engine `ready` would load, without loading it.
 *
 * @throws Error when `UNSTUCK_ENGINE` is neither `node` nor `wasm`.
 */
export function chooseEngine(): { engine: 'node' | 'wasm'; why: string } {
  const forced = process.env.UNSTUCK_ENGINE;
  if (forced === 'node' || forced === 'wasm') return { engine: forced, why: 'asked for by UNSTUCK_ENGINE' };
  if (forced) throw new Error(`UNSTUCK_ENGINE: expected "node" or "wasm", got "${forced}"`);
  const { state } = native().nativeStatus();
  if (state === 'ready') return { engine: 'node', why: 'the native engine is ready' };
  return { engine: 'wasm', why: `the native engine is ${state}; \`npx unstuck setup\` makes it` };
}

async function load(): Promise<Engine> {
  const { engine, why } = chooseEngine();
  return engine === 'node' ? { engine, ...loadNative() } : portable(why);
}

function loadNative() {
  const loaded = native().loadNative();
  if (graphMode()) installSpeedUps();
  return loaded;
}

function installSpeedUps(): void {
  const { installGradients } = require('./native/gradients') as typeof import('./native/gradients');
  const { installGraphMode } = require('./native/graph') as typeof import('./native/graph');
  const { installNoOps } = require('./native/no-ops') as typeof import('./native/no-ops');
  installGradients();
  installNoOps();
  installGraphMode();
}

/** `UNSTUCK_GRAPH_MODE=off` trains as plain tfjs-node does: one call for each operation. */
function graphMode(): boolean {
  const asked = process.env.UNSTUCK_GRAPH_MODE ?? 'on';
  if (asked === 'on' || asked === 'off') return asked === 'on';
  throw new Error(`UNSTUCK_GRAPH_MODE: expected "on" or "off", got "${asked}"`);
}

async function portable(why: string): Promise<Engine> {
  const { loadWasm } = require('./wasm') as typeof import('./wasm');
  const loaded = await loadWasm();
  const note = `Portable engine (WebAssembly): ${PORTABLE_COST}. Why it runs: ${why}.`;
  console.warn(note);
  return { engine: 'wasm', ...loaded, note };
}

// Loaded only when asked for: a browser bundle leaves it out.
function native(): typeof import('./native') {
  return require('./native');
}

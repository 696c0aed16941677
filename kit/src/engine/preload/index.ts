import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageDirectory } from '../native/cache';
import { nativeStatus } from '../native/status';
import '../native/load';

/** What tfjs-node's main file loads before its library. */
const SCRIPTS = ['register_all_kernels', 'nodejs_kernel_backend', 'callbacks', 'io', 'node', 'version'];

/**
 * Loads the scripts of the engine that `ready` would choose, not its library: what a start-up snapshot can
 * hold. Nothing computes before `ready`.
 */
export function preload(): void {
  if (process.env.UNSTUCK_ENGINE === 'wasm' || nativeStatus().state !== 'ready') return;
  const load = createRequire(join(packageDirectory(), 'package.json'));
  for (const script of SCRIPTS) load(`./dist/${script}`);
}

import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The folder that holds engines and downloads: `UNSTUCK_CACHE`, `$XDG_CACHE_HOME/unstuck` or `~/.cache/unstuck`. */
export function cacheRoot(): string {
  const { UNSTUCK_CACHE: own, XDG_CACHE_HOME: xdg } = process.env;
  if (own) return resolve(own);
  return xdg ? resolve(xdg, 'unstuck') : join(homedir(), '.cache', 'unstuck');
}

/** The folder of this platform's engine, such as `<cacheRoot>/engine/tfjs-node-4.22.0-linux-x64`. */
export function engineDirectory(): string {
  const { version } = packageDescription();
  return join(cacheRoot(), 'engine', `tfjs-node-${version}-${process.platform}-${process.arch}`);
}

/** Where downloads stay until the engine made from them is ready. */
export function downloadsDirectory(): string {
  return join(cacheRoot(), 'downloads');
}

/** The installed tfjs-node package, whose `lib` is linked to the engine. */
export function packageDirectory(): string {
  return dirname(require.resolve('@tensorflow/tfjs-node/package.json'));
}

function packageDescription(): { version: string } {
  return require('@tensorflow/tfjs-node/package.json') as { version: string };
}

/**
 * Says as JSON which files a child loads: `node record.js`. A process of its own: what is loaded already is not
 * seen to be loaded.
 */
import Module from 'node:module';
import { isAbsolute } from 'node:path';

export interface Recorded {
  /** Files, in the order in which they were loaded. */
  files: string[];
  /** The first of them: what every child needs and a snapshot can hold, which is no library. */
  preloaded: string[];
  /** By file, which file each of its requests meant. */
  resolutions: { [file: string]: { [request: string]: string } };
}

interface Internals {
  _resolveFilename(request: string, parent?: { filename?: string | null }, ...rest: unknown[]): string;
  prototype: { require(this: { filename?: string | null }, request: string): unknown };
}

async function record(): Promise<Recorded> {
  const resolutions: Recorded['resolutions'] = {};
  watch((from, request, to) => {
    resolutions[from] ??= {};
    resolutions[from][request] = to;
  });
  require('../child');
  require('../training/train');
  require('unstuck/engine/preload').preload();
  const preloaded = loaded();
  require('../compile').compileCell('');
  await require('unstuck').ready();
  return { files: loaded(), preloaded, resolutions };
}

function loaded(): string[] {
  return Object.keys(require.cache).filter((file) => file !== __filename && /\.(c?js|json)$/.test(file));
}

/** Tells of each request that Node's loader resolves to a file. */
function watch(see: (from: string, request: string, to: string) => void): void {
  const node = Module as unknown as Internals;
  const { _resolveFilename: resolve } = node;
  const { require: load } = node.prototype;
  node._resolveFilename = function (request, parent, ...rest) {
    const file = resolve.call(this, request, parent, ...rest);
    if (parent?.filename && isAbsolute(file)) see(parent.filename, request, file);
    return file;
  };
  node.prototype.require = function (request) {
    const exports = load.call(this, request);
    // Node remembers by folder what a request meant, and may not have asked again for this file.
    node._resolveFilename(request, this);
    return exports;
  };
}

record().then((recorded) => process.stdout.write(JSON.stringify(recorded)));

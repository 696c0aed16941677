import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheRoot } from 'unstuck/engine/native';

/** The compiler's addon as it comes, which unpacks itself when it is loaded, and what it unpacks. */
export interface PlainCompiler {
  packed: string;
  unpacked: string;
}

/** Loading it unpacks it into the cache that the environment names. */
const LOAD = `require(${JSON.stringify(require.resolve('@swc/core'))})`;

let found: PlainCompiler | undefined | 'none';

/**
 * The unpacked compiler, kept in the cache: it loads in a third of the time, and needs neither a folder of its
 * own nor the lock that it takes there, which one stopped process could hold for ever.
 * Undefined where the cache cannot be written, or the addon comes unpacked.
 */
export function plainCompiler(): PlainCompiler | undefined {
  found ??= lookUp() ?? 'none';
  return found === 'none' ? undefined : found;
}

function lookUp(): PlainCompiler | undefined {
  try {
    const folder = join(cacheRoot(), 'compiler');
    const packed = require.resolve(`@swc/core-${process.platform}-${process.arch}-gnu`);
    const unpacked = join(folder, `${fingerprint(packed)}.node`);
    if (!existsSync(unpacked)) unpack(folder, unpacked);
    return { packed, unpacked };
  } catch {
    return undefined;
  }
}

function fingerprint(packed: string): string {
  const { version } = require('@swc/core/package.json') as { version: string };
  const { size } = statSync(packed);
  return `swc-${version}-${process.platform}-${process.arch}-${size}`;
}

function unpack(folder: string, unpacked: string): void {
  mkdirSync(folder, { recursive: true });
  const temporary = mkdtempSync(join(folder, 'unpacking-'));
  try {
    const env = { ...process.env, SWC_NATIVE_BINDING_CACHE: temporary };
    spawnSync(process.execPath, ['-e', LOAD], { env, timeout: 60_000 });
    const [made] = readdirSync(temporary, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.node'),
    );
    if (!made) throw new Error('nothing was unpacked');
    const file = join(temporary, made);
    chmodSync(file, 0o644);
    renameSync(file, unpacked);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

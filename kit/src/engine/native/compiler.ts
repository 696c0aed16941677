import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageDirectory } from './cache';
import { StepError } from './errors';
import { mustRun, runTool } from './run';

/** Where objects are left, in a stage. */
export const BUILD = 'build';
const SOURCES = ['tfjs_backend', 'tfjs_binding'];
const INSTALL = 'install a C++ compiler: `apt install g++` (Debian, Ubuntu), `dnf install gcc-c++` (Fedora)';

/** Where an engine keeps its addon: `lib/napi-v8`, the newest interface that tfjs-node 4.22.0 names. */
export function addonPath(root: string): string {
  return join(root, 'lib', 'napi-v8', 'tfjs_binding.node');
}

/**
 * The C++ compiler's command: `CXX`, or the first of g++, c++ and clang++ that runs.
 *
 * @throws StepError when there is none.
 */
export async function findCompiler(signal?: AbortSignal): Promise<string[]> {
  const { CXX } = process.env;
  const candidates = CXX ? [CXX] : ['g++', 'c++', 'clang++'];
  for (const candidate of candidates) {
    const [command = '', ...args] = candidate.trim().split(/\s+/);
    if ((await runTool(command, [...args, '--version'], { signal })).ok) return [command, ...args];
  }
  const tried = CXX ? `CXX=${CXX} does not run` : `none of ${candidates.join(', ')} runs`;
  throw new StepError(
    `no C++ compiler: ${tried}`,
    CXX ? `set CXX to a C++ compiler, or ${INSTALL}` : INSTALL,
  );
}

/**
 * Compiles tfjs-node's addon against the headers in `<root>/deps/include`; `linkAddon` then needs the library.
 * Without node-gyp: the addon uses only Node-API, whose headers are an npm package, so Node's own are not needed.
 *
 * @param compiler from `findCompiler`.
 * @throws StepError with the compiler's message.
 */
export async function compileAddon(root: string, compiler: string[], signal?: AbortSignal): Promise<void> {
  const { include_dir: nodeApi } = require('node-api-headers') as { include_dir: string };
  const sources = SOURCES.map((name) => join(packageDirectory(), 'binding', `${name}.cc`));
  const flags = ['-c', '-fPIC', '-O2', '-std=c++17', '-DNAPI_VERSION=8', '-DBUILDING_NODE_EXTENSION'];
  const include = [`-I${nodeApi}`, `-I${join(root, 'deps', 'include')}`];
  await runCompiler(root, compiler, [...flags, ...include, ...sources], signal);
}

/** Makes the addon from what `compileAddon` left; it will look for the library beside itself. */
export async function linkAddon(root: string, compiler: string[], signal?: AbortSignal): Promise<void> {
  mkdirSync(dirname(addonPath(root)), { recursive: true });
  const objects = SOURCES.map((name) => `${name}.o`);
  const library = [`-L${join(root, 'deps', 'lib')}`, '-ltensorflow', '-ltensorflow_framework'];
  const output = ['-Wl,-rpath,$ORIGIN/../../deps/lib', '-o', addonPath(root)];
  await runCompiler(root, compiler, ['-shared', ...objects, ...library, ...output], signal);
}

async function runCompiler(
  root: string,
  [command = '', ...fixed]: string[],
  args: string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const cwd = join(root, BUILD);
  mkdirSync(cwd, { recursive: true });
  const next = `look at that message; another compiler can be named with CXX; or ${INSTALL}`;
  await mustRun(command, [...fixed, ...args], next, { cwd, signal });
}

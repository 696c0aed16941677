import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { packageDirectory } from './cache';
import { addonPath, compileAddon, findCompiler, linkAddon } from './compiler';
import { StepError } from './errors';
import { libtensorflowUrl, reach } from './reach';
import { lastUsefulLine, runTool } from './run';
import type { StepContext } from './step';
import { growingFiles } from './tree';

/** What tfjs-node's installer reads, relative to the package. */
const PARTS = ['package.json', 'scripts', 'binding', 'binding.gyp'];
const STALL_MS = 30_000;
const STALLED = `nothing new came for ${STALL_MS / 1000} s`;
const POLL_MS = 250;
const NEXT =
  'the wheel is tried next; TFJS_NODE_CDN_STORAGE or TFJS_NODE_BASE_URI name a mirror of that host';

/**
 * Makes the engine in `context.stage` with tfjs-node's own installer, run on a copy of its package. Where its
 * library comes but its addon does not, our compiler step makes the addon.
 */
export async function makeOfficial(context: StepContext): Promise<void> {
  const url = libtensorflowUrl();
  if (url) await reach(url, NEXT, context.signal);
  const copy = join(context.stage, 'tfjs-node');
  mkdirSync(copy);
  for (const part of PARTS) cpSync(join(packageDirectory(), part), join(copy, part), { recursive: true });
  requireLibrary(await runInstaller(copy, context));
  for (const made of ['deps', 'lib'])
    if (existsSync(join(copy, made))) renameSync(join(copy, made), join(context.stage, made));
  rmSync(copy, { recursive: true });
  if (!existsSync(addonPath(context.stage))) await compileInstead(context);
}

/** What the installer printed, and how it ended. */
async function runInstaller(copy: string, context: StepContext): Promise<{ output: string; ending: string }> {
  const stalled = new AbortController();
  const signal = AbortSignal.any([context.signal, stalled.signal]);
  const watch = watchGrowth(copy, context, () => stalled.abort());
  let output = '';
  const onOutput = (text: string): void => {
    output += text;
  };
  try {
    const options = { cwd: copy, env: installerEnvironment(), signal, onOutput };
    return await runTool(process.execPath, [join('scripts', 'install.js')], options);
  } catch (error) {
    context.signal.throwIfAborted();
    if (!stalled.signal.aborted) throw error;
    return { output, ending: STALLED };
  } finally {
    clearInterval(watch);
  }
}

function watchGrowth(copy: string, context: StepContext, onStall: () => void): NodeJS.Timeout {
  let [size, quiet] = [-1, 0];
  return setInterval(() => {
    const made = ['deps', 'lib'].flatMap((folder) => growingFiles(join(copy, folder)));
    const bytes = made.reduce((sum, file) => sum + file.size, 0);
    quiet = bytes === size ? quiet + POLL_MS : 0;
    if (bytes !== size) context.progress('download libtensorflow', bytes, undefined, 'bytes');
    size = bytes;
    if (quiet >= STALL_MS) onStall();
  }, POLL_MS);
}

/** The installer's packages and commands resolve as they do from the package itself. */
function installerEnvironment(): NodeJS.ProcessEnv {
  const lookup = createRequire(join(packageDirectory(), 'package.json')).resolve.paths('rimraf') ?? [];
  const modules = lookup.filter((folder) => existsSync(folder));
  const commands = [...modules.map((folder) => join(folder, '.bin')), dirname(process.execPath)];
  return {
    ...process.env,
    NODE_PATH: modules.join(delimiter),
    PATH: [...commands, process.env.PATH ?? ''].join(delimiter),
    // Its fallback is node-gyp, which needs Node's headers from yet another host; ours needs none.
    ...(process.platform === 'linux'
      ? { npm_config_argv: '{"cooked":["--fallback-to-build","false"]}' }
      : {}),
  };
}

// The installer says so once the library is whole, and goes on to the addon.
const LIBRARY_CAME = 'Building TensorFlow Node.js bindings';

function requireLibrary({ output, ending }: { output: string; ending: string }): void {
  if (output.includes(LIBRARY_CAME)) return;
  const said = ending === 'status 0' || ending === STALLED ? undefined : lastUsefulLine(output);
  const reason = said ?? (ending === 'status 0' ? 'the download ended early' : ending);
  throw new StepError(`tfjs-node's installer: ${reason}`, NEXT);
}

async function compileInstead(context: StepContext): Promise<void> {
  const { platform } = process;
  if (platform !== 'linux') throw new StepError(`its addon for ${platform} did not come`, NEXT);
  context.note("tfjs-node's library came, its addon did not: compiling the addon here");
  context.progress('compile the addon', 0, 1, 'parts');
  const compiler = await findCompiler(context.signal);
  await compileAddon(context.stage, compiler, context.signal);
  await linkAddon(context.stage, compiler, context.signal);
  context.progress('compile the addon', 1, 1, 'parts');
}

import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { downloadsDirectory } from './cache';
import { compileAddon, findCompiler, linkAddon } from './compiler';
import { StepError } from './errors';
import { extractHeaders, extractLibrary } from './extract';
import { sha256Of } from './manifest';
import { findPip, pipDownload, type Wheel } from './pip';
import { removeFolder } from './stage';
import type { StepContext } from './step';

/**
 * TensorFlow 2.15.1 for Linux x64: the last release whose wheel has the C headers beside a C library that
 * tfjs-node 4.22.0's addon compiles against. Any Python can fetch it; none is needed to use it.
 */
export const WHEEL: Wheel = {
  requirement: 'tensorflow-cpu==2.15.1',
  file: 'tensorflow_cpu-2.15.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
  size: 207_208_420,
  sha256: '54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26',
  selection: [
    ...['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'],
    ...['--platform', 'manylinux2014_x86_64', '--platform', 'manylinux_2_17_x86_64'],
  ],
};

/**
 * Makes the engine in `context.stage` from PyPI's TensorFlow wheel and our own compiler. The compiler is
 * looked for first, and used before the library is unpacked: a failure had better come before 600 MB than after.
 */
export async function makeFromWheel(context: StepContext): Promise<void> {
  requireLinuxX64();
  const compiler = await findCompiler(context.signal);
  const wheel = await obtainWheel(context);
  await extractHeaders(wheel, context);
  context.progress('compile the addon', 0, 1, 'parts');
  await compileAddon(context.stage, compiler, context.signal);
  context.progress('compile the addon', 1, 1, 'parts');
  await extractLibrary(wheel, context);
  await linkAddon(context.stage, compiler, context.signal);
}

function requireLinuxX64(): void {
  const { platform, arch } = process;
  const next = 'the portable engine runs here';
  if (platform !== 'linux' || arch !== 'x64')
    throw new StepError(`the wheel is for linux-x64, this is ${platform}-${arch}`, next);
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  if (!header.glibcVersionRuntime)
    throw new StepError('the wheel needs glibc, this system has another C library', next);
}

/** The path of a whole wheel: `UNSTUCK_WHEEL`, one kept from before, or a fresh download. */
async function obtainWheel(context: StepContext): Promise<string> {
  const kept = join(downloadsDirectory(), WHEEL.file);
  const given = process.env.UNSTUCK_WHEEL;
  for (const path of given ? [given, kept] : [kept]) {
    const damage = await damageOf(path, context.signal);
    if (damage === undefined) return path;
    if (path === given || existsSync(path)) context.note(`${path} ${damage}; downloading a new one`);
  }
  rmSync(kept, { force: true });
  return download(kept, context);
}

async function download(target: string, context: StepContext): Promise<string> {
  const folder = join(downloadsDirectory(), '.pip');
  removeFolder(folder);
  const pip = await findPip(context.signal);
  mkdirSync(folder, { recursive: true });
  try {
    const onProgress = (bytes: number): void =>
      context.progress('download TensorFlow', bytes, WHEEL.size, 'bytes');
    onProgress(0);
    const path = await pipDownload(pip, WHEEL, { folder, onProgress, signal: context.signal });
    await checkDownload(path, context.signal);
    onProgress(WHEEL.size);
    renameSync(path, target);
    return target;
  } finally {
    removeFolder(folder);
  }
}

async function checkDownload(path: string, signal: AbortSignal): Promise<void> {
  const damage = await damageOf(path, signal);
  if (damage === undefined) return;
  throw new StepError(
    `the download of ${WHEEL.file} ${damage}`,
    'run it again, or point pip at another index',
  );
}

/** What is wrong with a file that should be the wheel, or undefined. */
async function damageOf(path: string, signal: AbortSignal): Promise<string | undefined> {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) return 'is missing';
  if (size !== WHEEL.size) return `is damaged (${size} bytes, expected ${WHEEL.size})`;
  const sha256 = await sha256Of(path, signal);
  return sha256 === WHEEL.sha256 ? undefined : `is damaged (sha256 ${sha256}, expected ${WHEEL.sha256})`;
}

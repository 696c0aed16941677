/**
 * Makes a start-up snapshot: `node build.js MANIFEST HEAP_MEGABYTES`, apart from the grading that asked for it.
 * It runs no student's code.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runSandboxed } from '../run';
import { heapFlag } from '../walls';
import { writeManifest } from './manifest';
import type { Recorded } from './record';
import { snapshotScript } from './script';

const CHILD = join(__dirname, '../child.js');
/** The flag too: a child that cannot start from a snapshot is started without. */
const PROOF = `const works = process.execArgv.includes('--snapshot-blob') && tf.tidy(() => tf.add(20, 22).dataSync()[0]);`;
const SUM = 42;

async function build(manifest: string, heapMegabytes: number): Promise<void> {
  const lock = `${manifest}.building`;
  if (!takeLock(lock)) return;
  const folder = mkdtempSync(`${manifest}-`);
  try {
    const recorded = record();
    const texts = readAll([...recorded.files, ...packagesOf(recorded.files)]);
    const script = join(folder, 'snapshot.js');
    writeFileSync(script, snapshotScript(recorded, texts, CHILD));
    const blob = makeBlob(script, heapMegabytes);
    await prove(blob, heapMegabytes);
    keep(manifest, blob, texts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(lock, { force: true });
  }
}

/** Takes the lock; false while a living process has it. */
function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isAlive(Number(readFileSync(lock, 'utf8')))) return false;
    rmSync(lock, { force: true });
    return takeLock(lock);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function record(): Recorded {
  const output = execFileSync(process.execPath, [join(__dirname, 'record.js')], { maxBuffer: 1e8 });
  return JSON.parse(output.toString()) as Recorded;
}

function readAll(files: string[]): Map<string, string> {
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

function makeBlob(script: string, heapMegabytes: number): string {
  const blob = `${script}.blob`;
  const flags = ['--no-warnings', heapFlag(heapMegabytes), '--snapshot-blob', blob];
  execFileSync(process.execPath, [...flags, '--build-snapshot', script], { stdio: 'ignore' });
  return blob;
}

/** Starts a child from it, as it will be used. */
async function prove(snapshot: string, heapMegabytes: number): Promise<void> {
  const job = { question: '', source: PROOF, probe: { kind: 'value', name: 'works' } } as const;
  const outcome = await runSandboxed(job, { cellSeconds: 60, probeSeconds: 60, heapMegabytes }, { snapshot });
  if (!outcome.ok || outcome.answer.kind !== 'value' || outcome.answer.value !== SUM)
    throw new Error(`the snapshot does not work: ${JSON.stringify(outcome)}`);
}

/** Puts the snapshot beside its manifest under a name of its own: a child may just be starting from the last. */
function keep(manifest: string, made: string, texts: Map<string, string>): void {
  const folder = dirname(manifest);
  const blob = `${basename(manifest)}-${process.pid}.blob`;
  renameSync(made, join(folder, blob));
  writeManifest(manifest, texts, blob);
  const earlier = readdirSync(folder).filter(
    (name) => name.startsWith(`${basename(manifest)}-`) && name.endsWith('.blob') && name !== blob,
  );
  for (const name of earlier) rmSync(join(folder, name), { force: true });
}

/** The package.json files that decided which files were loaded. */
function packagesOf(files: string[]): string[] {
  const packages = new Set<string>();
  for (const file of files)
    for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
      const candidate = join(folder, 'package.json');
      if (!existsSync(candidate)) continue;
      packages.add(candidate);
      break;
    }
  return [...packages].filter((file) => !files.includes(file));
}

const [manifest, heapMegabytes] = process.argv.slice(2);
build(manifest!, Number(heapMegabytes));

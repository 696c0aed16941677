import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheRoot } from 'unstuck/engine/native';
import type { Plan } from './doctor-plan';
import { type Trained, trainPlan } from './doctor-train';

/** What makes a run: the code that trains and records, and this bench's own. */
const CODE = [
  ...['train', 'train/losses', 'data'].map((folder) => join(dirname(require.resolve('unstuck')), folder)),
];
const OWN = ['doctor-data.js', 'doctor-networks.js', 'doctor-train.js'];

/** Trains a plan, or takes what an earlier call with the same plan and the same code kept. */
export async function trainedPlan(plan: Plan): Promise<Trained> {
  const file = join(folder(), `${sha(JSON.stringify(plan))}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Trained;
  const trained = await trainPlan(plan);
  // Renamed when it is whole: an interrupted bench goes on where it was.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(trained));
  renameSync(`${file}.${process.pid}`, file);
  return trained;
}

let kept: string | undefined;

function folder(): string {
  if (!kept) {
    kept = join(cacheRoot(), 'doctor', codeHash());
    mkdirSync(kept, { recursive: true });
  }
  return kept;
}

function codeHash(): string {
  const files = [
    ...CODE.flatMap((place) => readdirSync(place).map((name) => join(place, name))),
    ...OWN.map((name) => join(__dirname, name)),
  ].filter((file) => file.endsWith('.js'));
  return sha(files.map((file) => readFileSync(file, 'utf8')).join('\n'));
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

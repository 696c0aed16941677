import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLesson, lessonSlugs } from '@unstuck/grader/lessons';
import { parseMaster, runLesson } from '@unstuck/grader/notebook';
import { lock } from 'proper-lockfile';
import { build } from './build';

const NAME = 'unstuck-tested-site-';
const LOCK = { realpath: false, stale: 60_000, retries: { forever: true, factor: 1, minTimeout: 500 } };

/** The site that the test files of one run of jest share; whoever comes first builds it. */
export async function builtOnce(outputs: 'all' | 'kept'): Promise<string> {
  if (outputs === 'all') await runLessons();
  const folder = join(tmpdir(), `${NAME}${process.env.UNSTUCK_TEST_RUN}-${outputs}`);
  const release = await lock(folder, LOCK);
  try {
    if (existsSync(join(folder, 'service-worker.js'))) return folder;
    removeEarlier();
    await build({ out: folder, run: [], pdf: false });
    return folder;
  } finally {
    await release();
  }
}

/** The notebooks' own test runs the same lessons, and begins at the other end. */
async function runLessons(): Promise<void> {
  for (const slug of lessonSlugs().toReversed())
    await runLesson(parseMaster(readFileSync(findLesson(slug).master, 'utf8'), slug));
}

/** What runs left that have ended. */
function removeEarlier(): void {
  for (const name of readdirSync(tmpdir())) {
    const run = name.startsWith(NAME) && Number.parseInt(name.slice(NAME.length), 10);
    if (run && !isAlive(run)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chooseEngine } from 'unstuck/engine';
import { hashOf } from '../gradebook';
import { findLesson } from '../lessons';

/** Parts of the grader that a verdict follows from. */
const JUDGING = ['judge', 'sandbox', 'calibrate'];

/**
 * A hash of what verdicts on a lesson's answers follow from, besides answer and seed: the files beside its spec, the
 * kit, what judges, and the engine. An edited spec changes that of its own lesson alone.
 */
export function lessonFingerprint(slug: string): string {
  return hashOf(judging(), specFingerprint(dirname(findLesson(slug).spec)));
}

/** A hash of the files beside a spec; its known answers and mutants judge nothing. */
export function specFingerprint(folder: string): string {
  const files = readdirSync(folder)
    .filter((name) => /\.(ts|json)$/.test(name) && !name.endsWith('mutants.json'))
    .sort();
  return hashOf(...files.flatMap((name) => [name, readFileSync(join(folder, name))]));
}

let known: string | undefined;

/** The same for every lesson; the built files do not change while a process runs. */
function judging(): string {
  if (known) return known;
  const kit = dirname(require.resolve('unstuck/package.json'));
  const folders = [join(kit, 'dist'), ...JUDGING.map((part) => join(__dirname, '..', part))];
  const scripts = folders.flatMap((folder) => scriptsIn(folder));
  const { version } = JSON.parse(readFileSync(join(kit, 'package.json'), 'utf8')) as { version: string };
  known = hashOf(
    version,
    chooseEngine().engine,
    ...scripts.flatMap(({ path, file }) => [path, readFileSync(file)]),
  );
  return known;
}

function scriptsIn(folder: string, below = ''): { path: string; file: string }[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const file = join(folder, name);
      if (statSync(file).isDirectory()) return scriptsIn(file, `${below}${name}/`);
      return name.endsWith('.js') ? [{ path: below + name, file }] : [];
    });
}

/** What an answer's verdict hangs on: equal keys, equal verdicts. */
export function answerKey(
  batchSeed: number,
  fingerprint: string,
  answer: { lesson: string; question: string; source: string },
): string {
  return hashOf(String(batchSeed), fingerprint, answer.lesson, answer.question, answer.source);
}

/** The seed of an answer's grading: the same however often, wherever and in whatever order it is judged. */
export function seedOf(key: string): number {
  return Number.parseInt(key.slice(0, 8), 16) >>> 1;
}

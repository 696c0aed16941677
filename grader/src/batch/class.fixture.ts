import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { submission } from '../grade/submission.fixture';
import { root } from '../lessons';
import { type Notebook, serializeNotebook } from '../notebook';

export const LESSON = '01-unnormalized-input';

/** A folder that is removed when the tests of the file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-class-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A notebook with answers that need no training; `q2` is deleted. The mark makes its answers its own. */
export function quick(mark: string, answers: Record<string, string | null> = {}): Notebook {
  const formula = `const lossOfLogit = 'log(1 + exp(z)) - y * z'; // ${mark}`;
  return submission(LESSON, { q1: null, q2: null, q3: null, q4: formula, ...answers });
}

/** Writes files, and the folders they lie in. */
export function writeFiles(folder: string, files: Record<string, Notebook | string | Buffer>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    const isText = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(file, isText ? content : serializeNotebook(content));
  }
}

export interface Run {
  child: ChildProcess;
  ended: Promise<{ code: number | null; output: string }>;
}

/** Starts the real command line, in a process group of its own. */
export function start(...command: string[]): Run {
  const child = spawn(process.execPath, [join(root, 'grader/bin/unstuck.js'), ...command], {
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, output })),
  );
  return { child, ended };
}

/** Runs the real command line to its end. */
export function unstuck(...command: string[]) {
  return start(...command).ended;
}

/** Everything in a gradebook that must not differ from run to run, and every file beside it. */
export function contentOf(out: string): Record<string, unknown> {
  const files = existsSync(out) ? (readdirSync(out, { recursive: true }) as string[]).sort() : [];
  const shown = files.filter(
    (file) => statSync(join(out, file)).isFile() && !/sqlite|lock|summary/.test(file),
  );
  return {
    ...Object.fromEntries(shown.map((file) => [file, readFileSync(join(out, file), 'utf8')])),
    gradebook: tables(out),
  };
}

function tables(out: string): unknown {
  const database = new Libsql(join(out, 'gradebook.sqlite'), { readonly: true });
  const rows = (statement: string) => database.prepare(statement).all();
  try {
    return [
      rows('select * from setting order by name'),
      rows('select * from submission order by id'),
      rows(
        'select id, question, source, key, rejected_reason from answer join submission on number = submission order by id, question',
      ),
      rows('select key, status, reason, message, evidence from verdict order by key'),
      rows('select student, lesson, question, score, reason from override order by 1, 2, 3'),
    ];
  } finally {
    database.close();
  }
}

/**
 * Runs one student's cell and answers with data. This process is not trusted: whatever it sends is
 * validated by the parent, and it never holds a held-out label.
 */
import { writeSync } from 'node:fs';
import { cellOf, type Exports } from './cell';
import { compileCell } from './compile';
import { defineContext, needsEngine } from './context';
import { type Explained, exitedEarly, explain } from './explain';
import { readTold } from './inbox';
import { keepIntrinsics, TamperedError, type Undisturbed } from './intrinsics';
import { arrayFromWire, toWire, type WireArray } from './numbers';
import { probeCell } from './probe';
import type { Epoch, Job } from './protocol';
import { CellSyntaxError } from './syntax-error';
import { hookNames } from './training/hooks';

const CHANNEL = 3;
// Kept before a student's code can replace them.
const { stringify } = JSON;
// It ends the process without asking the cell's own listeners.
const { reallyExit: exit } = process as unknown as { reallyExit(code: number): never };
const write = writeSync;

/** What the child reads. */
export interface Task {
  job: Job;
  /** What the kit exports. */
  kitNames: string[];
}

/** Reads its task, runs it, answers, ends the process. */
export async function main(): Promise<void> {
  mark('awake');
  // Checked by nobody: the parent is trusted, and checking takes longer than reading.
  const { job, kitNames } = readTold() as Task;
  const undisturbed = guarded(keepIntrinsics(), job.token);
  const send = (message: object) =>
    undisturbed(() => writeAll(`${stringify({ ...message, token: job.token })}\n`));
  const giveUp = (why: Explained) => {
    send({ type: 'error', ...why });
    exit(0);
  };
  let begun = false;
  try {
    const code = compileCell(job.source);
    mark('compiled');
    if (job.probe.kind === 'train' || needsEngine(job.source)) await kit().ready();
    const trainAnswer = job.probe.kind === 'train' ? await loadTraining() : undefined;
    sealModules();
    tellHowItEnds(giveUp);
    send({ type: 'phase', phase: 'cell' });
    begun = true;
    const exports = await runCell(code, namesOf(job), kitNames);
    send({ type: 'phase', phase: 'probe' });
    const rowsToPredict = () => {
      send({ type: 'phase', phase: 'predict' });
      return undisturbed(() => (readTold() as WireArray[]).map(arrayFromWire));
    };
    const tellEpoch = ({ loss, ...epoch }: Epoch) => send({ type: 'epoch', ...epoch, loss: toWire(loss) });
    const watched = job.tellEpochs ? { tellEpoch } : {};
    const training = trainAnswer && { trainAnswer, rowsToPredict, ...watched };
    const answer = await probeCell(exports, job.probe, training);
    send({ type: 'answer', answer });
  } catch (error) {
    // What goes wrong before the cell begins is the grader's fault, and is told as that.
    if (!begun && !(error instanceof CellSyntaxError)) throw error;
    giveUp(explain(error));
  }
  // Timers and servers that the cell left behind end here.
  exit(0);
}

/** The same; where a built-in cannot be put back, the process says so and ends. */
function guarded(undisturbed: Undisturbed, token: string): Undisturbed {
  return (work) => {
    try {
      return undisturbed(work);
    } catch (error) {
      if (!(error instanceof TamperedError)) throw error;
      write(CHANNEL, `{"type":"error","reason":"forbidden","message":"${TAMPERED}","token":"${token}"}\n`);
      return exit(0);
    }
  };
}

const TAMPERED =
  'Your code changed a built-in of JavaScript for good, such as toJSON of all objects; an answer may not.';

/** A process that ends by itself before the cell has answered says why. */
function tellHowItEnds(giveUp: (why: Explained) => void): void {
  let uncaught: { error: unknown } | undefined;
  process.on('uncaughtExceptionMonitor', (error) => {
    uncaught = { error };
  });
  // Nothing is left that could wake the cell up: it waits for ever.
  process.once('beforeExit', () =>
    giveUp({ reason: 'never-settles', message: 'Your code waits for a promise that never resolves.' }),
  );
  process.once('exit', (code) =>
    giveUp(
      uncaught
        ? { reason: 'crashed', message: `Your code threw where nothing catches it: ${messageOf(uncaught)}` }
        : { reason: 'exited-early', message: exitedEarly(code) },
    ),
  );
}

function messageOf({ error }: { error: unknown }): string {
  return explain(error).message;
}

/** Loaded here: it loads the engine, which other questions do without. */
async function loadTraining(): Promise<typeof import('./training/train').trainAnswer> {
  const steps = require('./training/steps') as typeof import('./training/steps');
  await steps.watchSteps();
  return (require('./training/train') as typeof import('./training/train')).trainAnswer;
}

/** What this process is made of can be loaded by a cell as well, and must not be changed or looked through by it. */
function sealModules(): void {
  for (const [file, module] of Object.entries(require.cache))
    if (file.startsWith(__dirname)) Object.freeze(module!.exports);
  const refuse = () => {
    throw Object.assign(new Error('no picture of the heap is taken here'), { code: 'ERR_ACCESS_DENIED' });
  };
  // The token is in every picture of the heap.
  const v8 = require('node:v8') as typeof import('node:v8');
  Object.assign(v8, {
    getHeapSnapshot: refuse,
    writeHeapSnapshot: refuse,
    setHeapSnapshotNearHeapLimit: refuse,
  });
}

function kit(): typeof import('unstuck') {
  return require('unstuck');
}

function namesOf({ probe }: Job): string[] {
  return probe.kind === 'train' ? hookNames(probe.hooks) : [probe.name];
}

async function runCell(code: string, names: string[], kitNames: string[]): Promise<Exports> {
  defineContext(kitNames, kit as never);
  const cell = cellOf(code, names);
  // Loaded here: a start-up snapshot cannot hold Node's own loader.
  const { createRequire } = require('node:module') as typeof import('node:module');
  mark('ready');
  return cell({}, createRequire(__filename));
}

function writeAll(text: string): void {
  const bytes = Buffer.from(text);
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += write(CHANNEL, bytes, sent);
    } catch (error) {
      // The pipe is full: the parent is still reading.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

/** A moment for whoever measures: `npm run bench -- start-up`. */
function mark(moment: string): void {
  performance.mark(moment);
}

// In a start-up snapshot there is no main module: the loader calls.
if (require.main === module) main();

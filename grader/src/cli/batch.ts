import { join } from 'node:path';
import { type BatchReport, runBatch } from '../batch';
import { openGradebook } from '../gradebook';
import { isolationNote } from '../sandbox';
import { judgingProgress } from './judging-progress';
import { endOnInterrupt } from './progress-bar';
import { resultsTable } from './results-table';
import { paragraph } from './text';
import { wholeNumber } from './whole-number';

interface Options {
  out: string;
  workers?: string;
  queue?: string;
  lesson?: string;
  only?: string[];
  since?: string;
  regrade?: boolean;
  seed?: string;
  requireSandbox?: boolean;
}

/** `unstuck batch`: exit 0 when every submission has a verdict, 1 where one has none, 2 where nothing could be done. */
export async function batchCommand(folder: string, options: Options): Promise<number> {
  noteIsolation(options);
  const interrupt = new AbortController();
  const progress = judgingProgress();
  process.once('SIGINT', () => {
    const what = 'Ending; the answers at work come to their end. The same command goes on from there.';
    progress.note(paragraph(`${what} Ctrl-C again ends at once.`, 0));
    interrupt.abort();
    endOnInterrupt();
  });
  const { queue, only, regrade, lesson } = options;
  const report = await runBatch(folder, options.out, {
    ...(options.workers === undefined ? {} : { workers: atLeastOne('--workers', options.workers) }),
    ...(options.seed === undefined ? {} : { seed: wholeNumber('--seed', options.seed) }),
    ...(options.since === undefined ? {} : { since: time(options.since) }),
    ...(queue ? { judging: await (await import('../queue/index.js')).queuedJudging(queue) } : {}),
    ...(lesson ? { lesson } : {}),
    ...(only ? { only } : {}),
    ...(regrade ? { regrade } : {}),
    signal: interrupt.signal,
    progress,
  });
  printResults(options.out, report);
  return report.withVerdict === report.submissions && report.missing.length === 0 ? 0 : 1;
}

/** Says it once where students' code is held less well. @throws Error where that is not allowed. */
function noteIsolation({ requireSandbox = false }: Options): void {
  const note = isolationNote(requireSandbox);
  if (note) console.error(note);
}

function printResults(out: string, { submissions, withVerdict, judged, notes, missing }: BatchReport): void {
  const gradebook = openGradebook(out);
  try {
    console.log(resultsTable(gradebook));
  } finally {
    gradebook.close();
  }
  for (const note of [...notes, ...missing]) console.error(note);
  console.log(`${withVerdict} of ${submissions} submissions have a verdict; ${judged} answers judged now.`);
  console.log(`Results: ${join(out, 'summary.html')}, and what else is in that folder.`);
}

/** @throws RangeError that names the option. */
function atLeastOne(name: string, text: string): number {
  const value = wholeNumber(name, text);
  if (value === 0) throw new RangeError(`${name}: expected at least 1`);
  return value;
}

/** A day or a moment, as ISO 8601; a day begins in this machine's time zone. */
function time(text: string): string {
  const at = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00` : text);
  if (Number.isNaN(at.getTime()))
    throw new RangeError(`--since: expected 2026-03-01 or a time, got "${text}"`);
  return at.toISOString();
}

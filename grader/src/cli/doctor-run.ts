import { readFileSync } from 'node:fs';
import {
  type Confirmation,
  confirm as confirmFinding,
  diagnose,
  type Finding,
  ready,
  type TrainingRun,
  unpackRun,
} from 'unstuck';
import { paragraph } from './text';

/** What `unstuck doctor RUN.json` takes. */
export interface RunDoctorOptions {
  json?: boolean;
  confirm?: boolean;
}

/**
 * `unstuck doctor RUN.json`: says what is wrong with a recorded training; exit 0, whatever that is. With `confirm` it
 * trains a packed run anew, as it was and with each finding's one change.
 *
 * @throws Error when the file cannot be read or holds no run; the message says what it should hold.
 */
export async function runDoctor(file: string, { json, confirm }: RunDoctorOptions): Promise<number> {
  const run = readRun(file);
  const findings = diagnose(run);
  const report: Report = confirm && findings.length > 0 ? await tried(findings, run) : { findings };
  console.log(json ? JSON.stringify({ schema: 1, ...report }, null, 2) : inWords(report));
  return 0;
}

/** Findings, and what their experiments showed where they were tried. */
interface Report {
  findings: (Finding & { confirmation?: Confirmation })[];
  /** All changes at once: where two things are wrong, mending one of them often shows nothing. */
  together?: Confirmation;
}

const NO_DATA =
  "Not tried: the file holds no data. Keep them with the run: writeFileSync('run.json', JSON.stringify(packRun(run, { model, options }))). Or, where you trained: await confirm(finding, { model, options }).";

async function tried(findings: Finding[], run: TrainingRun): Promise<Report> {
  const { engine } = await ready();
  const training = await unpackRun(run);
  if (!training) return { findings, together: { helped: undefined, said: NO_DATA } };
  console.error(`Trains each change on the ${engine === 'node' ? 'native' : 'portable'} engine…`);
  const told: Report['findings'] = [];
  for (const finding of findings)
    told.push({ ...finding, confirmation: await confirmFinding(finding, training) });
  const changing = told.filter(({ experiment }) => experiment.change);
  const isOpen = changing.length > 1 && !changing.every(({ confirmation }) => confirmation!.helped);
  return { findings: told, ...(isOpen ? { together: await confirmFinding(changing, training) } : {}) };
}

function inWords({ findings, together }: Report): string {
  if (findings.length === 0) return 'Nothing in this training looks wrong.';
  const all =
    together && paragraph(together.helped === undefined ? together.said : `All at once: ${together.said}`, 0);
  return [...findings.map(describe), ...(all ? [all] : [])].join('\n\n');
}

const HOLDS = "it should hold a run: writeFileSync('run.json', JSON.stringify(run))";

function readRun(file: string): TrainingRun {
  const text = textOf(file);
  try {
    return JSON.parse(text) as TrainingRun;
  } catch (error) {
    throw new Error(`${file}: no JSON (${(error as Error).message}); ${HOLDS}`);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'it cannot be read';
    throw new Error(`${file}: ${why}; ${HOLDS}`);
  }
}

function describe(
  { fault, confidence, evidence, fix, lesson, experiment, confirmation }: Report['findings'][number],
  i: number,
): string {
  return [
    `${i + 1}. ${fault}  (confidence ${confidence.toFixed(2)})`,
    paragraph(`Seen: ${evidence}.`),
    paragraph(`Fix: ${fix}`),
    `  Lesson: ${lesson}`,
    paragraph(`To be sure: ${experiment.try}. If this is it, ${experiment.expect}.`),
    ...(confirmation
      ? [paragraph(confirmation.helped === undefined ? confirmation.said : `Tried: ${confirmation.said}`)]
      : []),
  ].join('\n');
}

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
  const told = confirm ? await tried(findings, run) : findings;
  if (json) console.log(JSON.stringify({ schema: 1, findings: told }, null, 2));
  else if (told.length === 0) console.log('Nothing in this training looks wrong.');
  else console.log(told.map(describe).join('\n\n'));
  return 0;
}

/** A finding, and what the experiment showed where it was tried. */
type Told = Finding & { confirmation?: Confirmation };

async function tried(findings: Finding[], run: TrainingRun): Promise<Told[]> {
  const { engine } = await ready();
  const training = await unpackRun(run);
  if (!training)
    return findings.map((finding) => ({ ...finding, confirmation: { helped: undefined, said: NO_DATA } }));
  console.error(`Trains each change on ${engine === 'node' ? 'the native engine' : 'the portable engine'}…`);
  const told: Told[] = [];
  for (const finding of findings)
    told.push({ ...finding, confirmation: await confirmFinding(finding, training) });
  return told;
}

const NO_DATA =
  "The file holds no data, so nothing can be tried here. Keep them with the run: writeFileSync('run.json', JSON.stringify(packRun(run, { model, options }))). Or, where you trained: await confirm(finding, { model, options }).";

function readRun(file: string): TrainingRun {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text) as TrainingRun;
  } catch (error) {
    throw new Error(
      `${file}: no JSON (${(error as Error).message}); it should hold a run: writeFileSync('run.json', JSON.stringify(run))`,
    );
  }
}

function describe(
  { fault, confidence, evidence, fix, lesson, experiment, confirmation }: Told,
  i: number,
): string {
  return [
    `${i + 1}. ${fault}  (confidence ${confidence.toFixed(2)})`,
    paragraph(`Seen: ${evidence}.`),
    paragraph(`Fix: ${fix}`),
    `  Lesson: ${lesson}`,
    paragraph(`To be sure: ${experiment.try}. If this is it, ${experiment.expect}.`),
    ...(confirmation ? [paragraph(`Tried: ${confirmation.said}`)] : []),
  ].join('\n');
}

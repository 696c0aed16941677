import { readFileSync } from 'node:fs';
import { diagnose, type Finding, type TrainingRun } from 'unstuck';
import { paragraph } from './text';

/** What `unstuck doctor RUN.json` takes. */
export interface RunDoctorOptions {
  json?: boolean;
  confirm?: boolean;
}

/**
 * `unstuck doctor RUN.json`: says what is wrong with a recorded training; exit 0, whatever that is.
 *
 * @throws Error when the file cannot be read or holds no run; the message says what it should hold.
 */
export async function runDoctor(file: string, { json, confirm }: RunDoctorOptions): Promise<number> {
  const findings = diagnose(readRun(file));
  if (json) console.log(JSON.stringify({ schema: 1, findings }, null, 2));
  else if (findings.length === 0) console.log('Nothing in this training looks wrong.');
  else console.log(findings.map((finding, i) => describe(finding, i, confirm ?? false)).join('\n\n'));
  return 0;
}

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
  { fault, confidence, evidence, fix, lesson, experiment }: Finding,
  i: number,
  confirm: boolean,
): string {
  return [
    `${i + 1}. ${fault}  (confidence ${confidence.toFixed(2)})`,
    paragraph(`Seen: ${evidence}.`),
    paragraph(`Fix: ${fix}`),
    `  Lesson: ${lesson}`,
    paragraph(`To be sure: ${experiment.try}. If this is it, ${experiment.expect}.`),
    ...(confirm
      ? [
          paragraph(
            'The file holds no data, so it cannot be tried here. Where you trained: await confirm(finding, { model, options }).',
          ),
        ]
      : []),
  ].join('\n');
}

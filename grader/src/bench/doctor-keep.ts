import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ready, type TrainingRun } from 'unstuck';
import { cacheRoot } from 'unstuck/engine/native';
import type { Plan } from './doctor-plan';
import { ask, type Question } from './doctor-questions';
import { type Trained, trainPlan } from './doctor-train';

/** What makes a run: the code that trains and records, and this bench's own. */
const CODE = [...['train', 'data'].map((folder) => join(dirname(require.resolve('unstuck')), folder))];
const OWN = ['doctor-data.js', 'doctor-networks.js', 'doctor-train.js'].map((name) => join(__dirname, name));
const QUESTIONS = filesIn(join(__dirname, 'doctor-questions'));

/** Trains a plan, or takes what an earlier call with the same plan and the same code kept. */
export async function trainedPlan(plan: Plan): Promise<Trained> {
  return keep(plan, () => trainPlan(plan));
}

/** Trains a question's network, or takes what an earlier call with the same questions and the same code kept. */
export async function askedQuestion(question: Question): Promise<TrainingRun> {
  return keep({ question: question.name, asked: codeHash(QUESTIONS) }, async () => {
    // Where all plans were kept, nothing has loaded it yet.
    await ready();
    return ask(question);
  });
}

async function keep<T>(key: object, make: () => Promise<T>): Promise<T> {
  const file = join(folder(), `${sha(JSON.stringify(key))}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const made = await make();
  // Renamed when it is whole: an interrupted bench goes on where it was.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(made));
  renameSync(`${file}.${process.pid}`, file);
  return made;
}

let place: string | undefined;

function folder(): string {
  if (!place) {
    place = join(cacheRoot(), 'doctor', codeHash([...CODE.flatMap(filesIn), ...OWN]));
    mkdirSync(place, { recursive: true });
  }
  return place;
}

/** However deep in it. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

function codeHash(files: string[]): string {
  const code = files.filter((file) => file.endsWith('.js')).map((file) => readFileSync(file, 'utf8'));
  return sha(code.join('\n'));
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

import { Command, InvalidArgumentError, Option } from 'commander';
import { endOnInterrupt, ProgressBar } from '../cli/progress-bar';
import { findLesson, lessonSlugs } from '../lessons';
import { classSizeBench } from './class-size';
import { doctorBench } from './doctor';
import { CASES } from './doctor-cases';
import { QUESTIONS } from './doctor-questions';
import { doctorTable } from './doctor-report';
import { type EngineBenchOptions, engineBench, WARM_UP } from './engine';
import { graderBench, turnsOf } from './grader';
import { graderReport, graderTable } from './grader-report';
import { KIT_WARM_UP, kitBench } from './kit';
import { KIT_CASES } from './kit-cases';
import { kitReport, kitTable } from './kit-report';
import { NETWORKS } from './networks';
import { NOTEBOOK_LIMITS, type NotebookEngine, notebooksBench } from './notebooks';
import { notebooksReport, notebooksTable } from './notebooks-report';
import { engineReport, engineTable } from './report';
import { startsOf, startUpBench } from './start-up';
import { startUpReport, startUpTable } from './start-up-report';

/** Columns of what stands beside the bar. */
const WORDS = 50;

interface EngineCommandOptions {
  epochs: number;
  network?: string[];
  json?: boolean;
}

interface KitCommandOptions {
  rounds: number;
  case?: string[];
  json?: boolean;
}

interface StartUpCommandOptions {
  rounds: number;
  plain?: boolean;
  json?: boolean;
}

interface NotebooksCommandOptions {
  lesson?: string[];
  engine?: NotebookEngine[];
  json?: boolean;
}

interface DoctorCommandOptions {
  cost: boolean;
  json?: boolean;
}

interface GraderCommandOptions {
  rounds: number;
  batch?: boolean;
  submissions: number;
  distinct: number;
  trainings: number;
  json?: boolean;
}

const names = NETWORKS.map(({ name }) => name);
const caseNames = KIT_CASES.map(({ name }) => name);

const program = new Command('bench')
  .description('Measures how fast the course is, next to what it is compared with.')
  .showHelpAfterError();

program
  .command('engine')
  .description(
    'seconds an epoch: tfjs-node with and without graph mode, the portable engine, and Keras where UNSTUCK_PYTHON names a Python',
  )
  .option('--epochs <n>', 'timed epochs of each network on each engine', wholeNumber, 7)
  .option('--network <name...>', `only these of ${names.join(', ')}`)
  .option('--json', 'as JSON')
  .action(engineCommand);

program
  .command('kit')
  .description(
    'seconds of SMOTE, image augmentation and scaling, next to the originals where UNSTUCK_PYTHON names a Python',
  )
  .option('--rounds <n>', 'timed rounds of each case on each side', wholeNumber, 7)
  .option('--case <name...>', `only these of ${caseNames.join(', ')}`)
  .option('--json', 'as JSON')
  .action(kitCommand);

program
  .command('start-up')
  .description('seconds from the start of a graded cell’s process to its first line, part by part')
  .option('--rounds <n>', 'timed starts of each cell on each side', wholeNumber, 11)
  .option('--plain', 'only without the start-up snapshot')
  .option('--json', 'as JSON')
  .action(startUpCommand);

program
  .command('notebooks')
  .description('how long every lesson with its answers takes, on both engines')
  .option('--lesson <slug...>', 'only these')
  .addOption(new Option('--engine <name...>', 'only these').choices(Object.keys(NOTEBOOK_LIMITS)))
  .option('--json', 'as JSON')
  .action(notebooksCommand);

program
  .command('doctor')
  .description('which faults of generated runs `diagnose` names; trained runs are kept outside the checkout')
  .option('--no-cost', 'do not measure what recording costs')
  .option('--json', 'as JSON')
  .action(doctorCommand);

program
  .command('grader')
  .description(
    'seconds a submission beyond the student’s own compute, next to nbgrader where UNSTUCK_PYTHON names a Python',
  )
  .option('--rounds <n>', 'timed rounds of each side', wholeNumber, 3)
  .option('--batch', 'in its place a large class, and one that trains: memory, time, two workers next to one')
  .option('--submissions <n>', 'submissions of the large class', wholeNumber, 1000)
  .option('--distinct <n>', 'different ones among them', wholeNumber, 800)
  .option('--trainings <n>', 'submissions of the class that trains, all different', wholeNumber, 8)
  .option('--json', 'as JSON')
  .action(graderCommand);

async function engineCommand({
  epochs,
  network: networks = names,
  json,
}: EngineCommandOptions): Promise<void> {
  const python = pythonOr('Keras is left out', 'tensorflow');
  const bar = progress('epochs', networks.length * (epochs + WARM_UP) * (python ? 4 : 3));
  const options: EngineBenchOptions = { epochs, networks, python, onEpoch: bar.step };
  const { networks: results, engines } = await engineBench(options).finally(bar.stop);
  const report = engineReport(results, engines, epochs);
  console.log(json ? JSON.stringify(report, null, 2) : engineTable(report));
}

async function kitCommand({ rounds, case: cases = caseNames, json }: KitCommandOptions): Promise<void> {
  const python = pythonOr('The originals are left out', 'scikit-learn, imbalanced-learn and keras');
  const bar = progress('turns', cases.length * (rounds + KIT_WARM_UP) * (python ? 2 : 1));
  const options = { rounds, cases, python, onTurn: bar.step };
  const { cases: results, sides } = await kitBench(options).finally(bar.stop);
  const report = kitReport(results, sides, rounds);
  console.log(json ? JSON.stringify(report, null, 2) : kitTable(report));
}

async function startUpCommand({ rounds, plain = false, json }: StartUpCommandOptions): Promise<void> {
  const bar = progress('starts', startsOf(rounds, plain));
  const options = { rounds, plain, onStart: bar.step };
  const report = startUpReport(await startUpBench(options).finally(bar.stop), rounds);
  console.log(json ? JSON.stringify(report, null, 2) : startUpTable(report));
}

async function notebooksCommand({
  lesson = lessonSlugs(),
  engine = Object.keys(NOTEBOOK_LIMITS) as NotebookEngine[],
  json,
}: NotebooksCommandOptions): Promise<void> {
  const lessons = lesson.map((slug) => findLesson(slug).slug);
  const bar = progress('runs', lessons.length * engine.length);
  const options = { lessons, engines: engine, onRun: bar.step };
  const report = notebooksReport(await notebooksBench(options).finally(bar.stop));
  console.log(json ? JSON.stringify(report, null, 2) : notebooksTable(report));
}

async function doctorCommand({ cost, json }: DoctorCommandOptions): Promise<void> {
  const bar = progress('runs', CASES.length + QUESTIONS.length + (cost ? NETWORKS.length : 0));
  const report = await doctorBench({ cost, onRun: bar.step }).finally(bar.stop);
  console.log(json ? JSON.stringify(report, null, 2) : doctorTable(report));
}

async function graderCommand({ rounds, batch, json, ...sizes }: GraderCommandOptions): Promise<void> {
  const sides = batch ? [] : await nextToNbgrader(rounds);
  const runs = batch ? await largeClasses(rounds, sizes) : undefined;
  const report = graderReport(sides, rounds, runs);
  console.log(json ? JSON.stringify(report, null, 2) : graderTable(report));
}

function nextToNbgrader(rounds: number) {
  const python = pythonOr('nbgrader is left out', 'nbgrader');
  const bar = progress('turns', turnsOf(rounds, python));
  return graderBench({ rounds, python, onTurn: bar.step }).finally(bar.stop);
}

async function largeClasses(
  rounds: number,
  { submissions, distinct, trainings }: Pick<GraderCommandOptions, 'submissions' | 'distinct' | 'trainings'>,
) {
  const workers = [1, 2];
  const bar = progress('answers', rounds * workers.length * (distinct + trainings));
  const onVerdict = (processes: number) => bar.step('judging', `workers: ${processes}`);
  const large = { kind: 'formula', submissions, distinct } as const;
  const training = { kind: 'training', submissions: trainings, distinct: trainings } as const;
  try {
    return [
      ...(await classSizeBench({ ...large, workers, rounds, onVerdict })),
      ...(await classSizeBench({ ...training, workers, rounds, onVerdict })),
    ];
  } finally {
    bar.stop();
  }
}

/** The Python to compare with, or undefined and a line on standard error that says what to do. */
function pythonOr(without: string, packages: string): string | undefined {
  const python = process.env.UNSTUCK_PYTHON;
  if (python) return python;
  console.error(
    `${without}: set UNSTUCK_PYTHON to a Python that has ${packages}; kit/reference/README.md says how to make one.`,
  );
  return undefined;
}

/** A bar on standard error, only where that is a terminal. */
function progress(
  unit: string,
  total: number,
): {
  step: (what: string, where: string) => void;
  stop: () => void;
} {
  const bar = new ProgressBar(`{bar} {value}/{total} ${unit}  {doing}`, WORDS);
  bar.start(total, 0, { doing: 'starting' });
  return {
    step: (what, where) => bar.increment(1, { doing: `${what} on ${where}` }),
    stop: () => bar.stop(),
  };
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`expected a whole number >= 1, got "${text}"`);
}

endOnInterrupt();
program.parseAsync().catch((error: Error) => {
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
});

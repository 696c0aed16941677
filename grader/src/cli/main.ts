import { Command, CommanderError } from 'commander';
import { lessonSlugs } from '../lessons';
import { helpLayout } from './help';
import { addLoopCommands } from './loop-commands';
import { paragraph } from './text';

/** Commands load their parts when they run: `engine` should not wait for jest. */
const program = new Command('npx unstuck')
  .description('A course on neural networks that will not learn, with a grader that can be trusted.')
  .version('0.1.0')
  .configureHelp(helpLayout)
  .addHelpText('before', () =>
    paragraph('npx unstuck, without a command: where you are, and what comes next\n', 0),
  )
  .showHelpAfterError('How it is used: npx unstuck help')
  .exitOverride();

addLoopCommands(program.commandsGroup('Learning:'), finish);

program
  .commandsGroup('This machine:')
  .command('start')
  .description('make the engine, watch lesson 1 fail and mend it, grade two submissions')
  .action(async () => finish((await import('./start.js')).startCommand()));

program
  .command('setup')
  .description('make the native engine (cached outside the checkout)')
  .action(async () => finish((await import('./setup.js')).setupCommand()));

program
  .command('engine')
  .description('say which engine runs')
  .option('--json', 'as JSON')
  .action(async (options) => finish((await import('./engine.js')).engineCommand(options)));

program
  .commandsGroup('Grading:')
  .command('grade')
  .description('grade notebooks; exit 0 full marks, 1 less, 2 could not grade')
  .argument('<file...>', 'notebooks to grade')
  .option('--lesson <slug>', `the lesson, where the notebook does not say it: ${lessonSlugs().join(', ')}`)
  .option('--seed <n>', 'repeat a grading: everything drawn in it follows from this number')
  .option('--require-sandbox', "refuse to grade where students' code is held by less than bubblewrap")
  .option('--json', 'as JSON')
  .action(async (files, options) => finish((await import('./grade.js')).gradeCommand(files, options)));

program
  .command('batch')
  .description('grade a folder of submissions; run again, it goes on where it was')
  .argument(
    '<folder>',
    'notebooks, folders and archives, as Canvas, Moodle, Gradescope or a person lays them out',
  )
  .requiredOption('--out <folder>', 'where gradebook and feedback go')
  .option('--workers <n>', 'answers judged side by side (default: one a core)')
  .option('--queue <url>', 'hand the answers to `unstuck worker`s through Redis: redis://host:port')
  .option('--lesson <slug>', 'the lesson of every notebook, where they do not say it')
  .option('--only <id...>', 'only these submissions, students or lessons')
  .option('--since <date>', 'only what was received then or later')
  .option('--regrade', 'judge again what has a verdict; overrides stay')
  .option('--seed <n>', 'everything drawn follows from this number (default: drawn once, and kept)')
  .option('--require-sandbox', "refuse to grade where students' code is held by less than bubblewrap")
  .action(async (folder, options) => finish((await import('./batch.js')).batchCommand(folder, options)));

program
  .command('worker')
  .description('judge answers of batches that use the same --queue, from this machine')
  .requiredOption('--queue <url>', 'the Redis they use: redis://host:port')
  .option('--workers <n>', 'answers judged side by side (default: one a core)')
  .option('--require-sandbox', "refuse to grade where students' code is held by less than bubblewrap")
  .action(async (options) => finish((await import('./worker.js')).workerCommand(options)));

program
  .command('override')
  .description('say what an answer is worth, whatever the grader says; kept through every later grading')
  .argument('<out>', 'folder of results')
  .requiredOption('--student <id>', 'id of the student or of the submission')
  .requiredOption('--question <id>')
  .option('--lesson <slug>', 'where the student handed in several')
  .option('--score <points>')
  .option('--reason <text>')
  .option('--remove', 'take the override back')
  .action(async (out, options) => finish((await import('./override.js')).overrideCommand(out, options)));

program
  .command('similar')
  .description('pairs of submissions whose answers are nearly the same after renaming')
  .argument('<out>', 'folder of results')
  .option('--least <percent>', 'least likeness that is shown (default: 50)')
  .option('--json', 'as JSON')
  .action(async (out, options) => finish((await import('./similarity.js')).similarityCommand(out, options)));

program
  .command('gradescope')
  .description("grade what one student handed in, for Gradescope's run_autograder")
  .argument('<folder>', 'what was handed in')
  .requiredOption('--results <file>', 'where results.json goes')
  .option('--lesson <slug>', 'the lesson, where the notebook does not say it')
  .action(async (folder, options) =>
    finish((await import('./gradescope.js')).gradescopeCommand(folder, options)),
  );

program
  .commandsGroup('Also:')
  .helpCommand('help [command]', 'say how a command is used')
  .command('run')
  .description("run a notebook through tslab's own executor, without Jupyter")
  .argument('<notebook>')
  .option('--out <file>', 'write the executed notebook here')
  .option('--timeout <seconds>', 'longest time for one cell')
  .action(async (notebook, options) => finish((await import('./run.js')).runCommand(notebook, options)));

program
  .command('doctor')
  .description("say what is wrong with a training, or how students' code is held on this machine")
  .argument('[run]', 'a run that train() returned, as JSON')
  .option(
    '--confirm',
    'train with the one change of each finding, and say whether it helped; takes a run from packRun()',
  )
  .option('--sandbox', 'look at the sandbox, and try to get out')
  .option('--json', 'as JSON')
  .action(async (run, options) => finish(doctor(run, options)));

const dev = program.command('dev').description('for authors of lessons');

dev
  .command('new')
  .description('begin a lesson: its master, its spec, one question; say what it still lacks')
  .argument('<slug>', 'such as 13-mixed-precision')
  .action(async (slug) => finish((await import('./dev.js')).newCommand(slug)));

dev
  .command('sync')
  .description('make notebooks/ and the measured numbers in texts from solutions/')
  .action(async () => finish((await import('./dev.js')).syncCommand()));

dev
  .command('check')
  .description('say where a lesson is incomplete, not calibrated, or not what its master makes')
  .action(async () => finish((await import('./dev.js')).checkCommand()));

dev
  .command('claim')
  .description('measure the claims of a lesson over seeds; goes on where it was')
  .argument('<slug>')
  .action(async (slug) => finish((await import('./dev.js')).claimCommand(slug)));

dev
  .command('run')
  .description('run a lesson with its answers, and say which of its sentences the run does not bear out')
  .argument('<slug>')
  .option('--seed <n>', "in place of the lesson's own seed")
  .option('--out <file>', 'write the executed notebook here')
  .action(async (slug, options) => finish((await import('./dev.js')).runMasterCommand(slug, options)));

dev
  .command('calibrate')
  .description('measure what right and wrong answers reach over seeds; goes on where it was')
  .argument('<slug>')
  .option('--seeds <n>', 'runs of each answer (default: 60)')
  .option('--question <id>', 'only this question')
  .action(async (slug, options) => finish((await import('./calibrate.js')).calibrateCommand(slug, options)));

dev
  .command('corpus')
  .description('hand in every hostile, broken and unusual submission; say which gets what it must not')
  .option('--class <name>', 'only this class')
  .option('--case <name>', 'only this submission')
  .option('--json', 'as JSON')
  .action(async (options) => finish((await import('./corpus.js')).corpusCommand(options)));

dev
  .command('mutate')
  .description(
    'put slips into every reference answer and say which of them no test notices; goes on where it was',
  )
  .argument('[slug]', 'default: every lesson')
  .option('--question <id>', 'only this question')
  .action(async (slug, options) => finish((await import('./mutate.js')).mutateCommand(slug, options)));

async function doctor(
  run: string | undefined,
  options: { sandbox?: boolean; json?: boolean; confirm?: boolean },
): Promise<number> {
  if (options.sandbox) return (await import('./doctor.js')).sandboxDoctor(options);
  if (run !== undefined) return (await import('./doctor-run.js')).runDoctor(run, options);
  throw new Error(
    'doctor: name a run: npx unstuck doctor RUN.json; or ask for the sandbox: npx unstuck doctor --sandbox',
  );
}

async function finish(command: Promise<number>): Promise<void> {
  process.exitCode = await command;
}

function inWords(error: unknown): string {
  const text = `unstuck: ${error instanceof Error ? error.message : error}`;
  return process.stderr.isTTY ? paragraph(text, 0) : text;
}

/** Without words: where a student is. As a default command it would take a misspelt one for its argument. */
async function main(): Promise<void> {
  if (process.argv.length > 2) await program.parseAsync();
  else await finish((await import('./status.js')).statusCommand());
}

main().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // It has said why; 1 is for answers that do not get full marks.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  // Our own stack helps nobody at the command line; DEBUG=unstuck shows it.
  console.error(process.env.DEBUG === 'unstuck' ? error : inWords(error));
  process.exitCode = 2;
});

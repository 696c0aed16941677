import { Command, CommanderError } from 'commander';
import { addAuthorCommands } from './author-commands';
import { addGradingCommands } from './grading-commands';
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

addGradingCommands(program.commandsGroup('Grading:'), finish);

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

addAuthorCommands(program.command('dev').description('for authors of lessons'), finish);

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

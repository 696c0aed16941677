import type { Command } from 'commander';
import type { Finish } from './finish';

const WORDS = 'a lesson (01, resampling) and a question (q2), in any order; default: where you are';

/** The student's loop. */
export function addLoopCommands(program: Command, finish: Finish): void {
  program
    .command('next')
    .description('the next question, and the commands for it')
    .argument('[words...]', WORDS)
    .action(async (words) => finish((await import('./next.js')).nextCommand(words)));

  program
    .command('watch')
    .description('grade what changed whenever a notebook is saved')
    .argument('[lesson...]', 'default: every lesson')
    .option('--plain', 'only lines that stay, for screen readers and logs')
    .action(async (words, options) => finish((await import('./watch.js')).watchCommand(words, options)));

  program
    .command('check')
    .description('grade one question; exit 0 full marks, 1 less, 2 could not grade')
    .argument('[words...]', 'a question (q2), and a lesson (01, resampling); default: where you are')
    .option('--source <file>', 'the answer, where it is not the saved one; - is standard input')
    .option('--events', 'as JSON lines, for a notebook that asks')
    .option('--plain', 'only lines that stay, for screen readers and logs')
    .action(async (words, options) => finish((await import('./check.js')).checkCommand(words, options)));

  program
    .command('lab')
    .description('open a lesson in JupyterLab, which is installed where there is none')
    .argument('[lesson...]', 'default: where you are')
    .option('--no-open', 'do not open a browser')
    .option('--port <n>', "default: Jupyter's")
    .option('--vscode', 'open nothing: register the kernel for VS Code, and say what to pick there')
    .action(async (words, options) => finish((await import('./lab.js')).labCommand(words, options)));

  program
    .command('hint')
    .description('one hint more for a question')
    .argument('[words...]', WORDS)
    .action(async (words) => finish((await import('./hint.js')).hintCommand(words)));

  program
    .command('progress')
    .description('every question, and what it is worth')
    .argument('[lesson...]', 'default: every lesson')
    .option('--json', 'as JSON')
    .action(async (words, options) =>
      finish((await import('./progress.js')).progressCommand(words, options)),
    );

  program
    .command('reset')
    .description('a lesson, or one question of it, as it was in the beginning; your work is copied first')
    .argument('[words...]', 'a lesson (01, resampling), or one and a question (q2)')
    .action(async (words) => finish((await import('./reset.js')).resetCommand(words)));

  program
    .command('completion')
    .description('print what makes a shell complete commands, lessons and questions')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell) => finish((await import('./completion.js')).completionCommand(shell)));

  program
    .command('completion-server', { hidden: true })
    .allowExcessArguments()
    .allowUnknownOption()
    .action(async () => finish((await import('./completion.js')).completionServer(program)));
}

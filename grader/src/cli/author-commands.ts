import type { Command } from 'commander';
import { lessonNamed } from '../lessons/names';
import type { Finish } from './finish';

const LESSON = 'its number, slug, or a part of its name';
const slugOf = (text: string) => lessonNamed(text).slug;

/** `unstuck dev …`. */
export function addAuthorCommands(dev: Command, finish: Finish): void {
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
    .argument('<lesson>', LESSON, slugOf)
    .action(async (slug) => finish((await import('./dev.js')).claimCommand(slug)));

  dev
    .command('run')
    .description('run a lesson with its answers, and say which of its sentences the run does not bear out')
    .argument('<lesson>', LESSON, slugOf)
    .option('--seed <n>', "in place of the lesson's own seed")
    .option('--out <file>', 'write the executed notebook here')
    .action(async (slug, options) => finish((await import('./dev.js')).runMasterCommand(slug, options)));

  dev
    .command('calibrate')
    .description('measure what right and wrong answers reach over seeds; goes on where it was')
    .argument('<lesson>', LESSON, slugOf)
    .option('--seeds <n>', 'runs of each answer (default: 60)')
    .option('--question <id>', 'only this question')
    .option('--again', 'train each once more instead, and say which is not what it was')
    .option('--json', 'with --again: as JSON')
    .action(async (slug, { again, json, ...options }) => {
      const { calibrateAgain, calibrateCommand } = await import('./calibrate.js');
      await finish(again ? calibrateAgain(slug, json) : calibrateCommand(slug, options));
    });

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
    .argument('[lesson]', `${LESSON}; default: every lesson`, slugOf)
    .option('--question <id>', 'only this question')
    .action(async (slug, options) => finish((await import('./mutate.js')).mutateCommand(slug, options)));
}

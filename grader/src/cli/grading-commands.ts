import type { Command } from 'commander';
import { lessonSlugs } from '../lessons';
import type { Finish } from './finish';

/** What instructors grade with, and a student too. */
export function addGradingCommands(program: Command, finish: Finish): void {
  program
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
    .action(async (out, options) =>
      finish((await import('./similarity.js')).similarityCommand(out, options)),
    );

  program
    .command('gradescope')
    .description("grade what one student handed in, for Gradescope's run_autograder")
    .argument('<folder>', 'what was handed in')
    .requiredOption('--results <file>', 'where results.json goes')
    .option('--lesson <slug>', 'the lesson, where the notebook does not say it')
    .action(async (folder, options) =>
      finish((await import('./gradescope.js')).gradescopeCommand(folder, options)),
    );
}

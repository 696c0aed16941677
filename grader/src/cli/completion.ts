import { getCompletionScript, getShellFromEnv, log, parseEnv } from '@pnpm/tabtab';
import type { Command } from 'commander';
import { findLesson, lessonSlugs } from '../lessons';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
/** Commands after which a lesson may stand, and those after which a question may too. */
const OF_LESSONS = ['watch', 'progress', 'lab', 'next', 'hint', 'reset', 'check'];
const OF_QUESTIONS = ['next', 'hint', 'reset', 'check'];

/** `unstuck completion SHELL`: prints the script for a shell. */
export async function completionCommand(shell: string): Promise<number> {
  const known = SHELLS.find((one) => one === shell);
  if (!known) throw new Error(`completion: expected ${SHELLS.join(', ')}, got "${shell}"`);
  console.log(await getCompletionScript({ name: 'unstuck', completer: 'unstuck', shell: known }));
  return 0;
}

/** Answers the shell, which calls `unstuck completion-server` with the line as it stands. */
export async function completionServer(program: Command): Promise<number> {
  const { words, lastPartial, line } = parseEnv(process.env);
  const typed = line.trim().split(/\s+/).slice(1);
  const complete = lastPartial === '' ? typed : typed.slice(0, -1);
  const fitting = candidates(program, complete, lastPartial).filter((one) => one.startsWith(lastPartial));
  if (words > 0) log(fitting, getShellFromEnv(process.env));
  return 0;
}

/** What may stand where the cursor is. */
function candidates(program: Command, before: readonly string[], partial: string): string[] {
  const name = before[0];
  const command = program.commands.find((one) => one.name() === name);
  if (partial.startsWith('-')) return (command ?? program).options.flatMap(({ long }) => long ?? []);
  if (name === undefined) return visible(program);
  if (command && command.commands.length > 0) return visible(command);
  const lessons = OF_LESSONS.includes(name) ? lessonSlugs() : [];
  return [...lessons, ...(OF_QUESTIONS.includes(name) ? questionIds() : [])];
}

function visible(command: Command): string[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => one.name());
}

function questionIds(): string[] {
  return [...new Set(lessonSlugs().flatMap((slug) => Object.keys(findLesson(slug).questions)))];
}

import { join } from 'node:path';
import { getCompletionScript, getShellFromEnv, log, parseEnv } from '@pnpm/tabtab';
import type { Command } from 'commander';
import { findLesson, lessonSlugs, root } from '../lessons';
import { isQuestionId } from '../lessons/names';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
/** Commands after which a lesson may stand, and those after which a question may too. */
const OF_LESSONS = ['watch', 'progress', 'lab', 'next', 'hint', 'reset', 'check'];
const OF_QUESTIONS = ['next', 'hint', 'reset', 'check'];

/** Registers for `npx` what completes `unstuck`, and how a script gets where its shell reads it. */
const SHELL_LINES: Record<(typeof SHELLS)[number], { npx: string; use: string }> = {
  bash: {
    npx: 'complete -o default -F _unstuck_completion npx',
    use: 'npx unstuck completion bash >> ~/.bashrc',
  },
  zsh: { npx: 'compdef _unstuck_completion npx', use: 'npx unstuck completion zsh >> ~/.zshrc' },
  fish: {
    npx: 'complete -c npx -n "__fish_seen_subcommand_from unstuck" -f\ncomplete -c npx -a "(_unstuck_completion)"',
    use: 'npx unstuck completion fish > ~/.config/fish/conf.d/unstuck.fish',
  },
};

/** `unstuck completion SHELL`: prints the script for a shell, which completes `unstuck` and `npx unstuck`. */
export async function completionCommand(shell: string): Promise<number> {
  const known = SHELLS.find((one) => one === shell);
  if (!known) throw new Error(`completion: expected ${SHELLS.join(', ')}, got "${shell}"`);
  // By their paths: npx takes a second to find its package, and `unstuck` alone is on nobody's PATH.
  const completer = [process.execPath, join(root, 'grader', 'bin', 'unstuck.js')].map(quoted).join(' ');
  const script = await getCompletionScript({ name: 'unstuck', completer, shell: known });
  const { npx, use } = SHELL_LINES[known];
  console.log(`${script.trimEnd()}\n${npx}\n# To have it in every new ${known}: ${use}`);
  return 0;
}

/** For a shell; fish puts a line together twice. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `"'${path}'"`;
}

/** Answers the shell, which calls `unstuck completion-server` with the line as it stands. */
export async function completionServer(program: Command): Promise<number> {
  const { words, lastPartial, line } = parseEnv(process.env);
  const typed = line.trim().split(/\s+/);
  const before = lastPartial === '' ? typed : typed.slice(0, -1);
  const known =
    before[0] === 'npx'
      ? behindNpx(program, before, lastPartial)
      : candidates(program, before.slice(1), lastPartial);
  if (words > 0)
    log(
      known.filter((one) => one.startsWith(lastPartial)),
      getShellFromEnv(process.env),
    );
  return 0;
}

/** Other packages complete themselves, or nothing does. */
function behindNpx(program: Command, [, name, ...before]: string[], partial: string): string[] {
  if (name === undefined) return ['unstuck'];
  return name === 'unstuck' ? candidates(program, before, partial) : [];
}

/** What may stand where the cursor is. */
function candidates(program: Command, before: readonly string[], partial: string): string[] {
  const name = before[0];
  const command = program.commands.find((one) => one.name() === name);
  if (partial.startsWith('-')) return (command ?? program).options.flatMap(({ long }) => long ?? []);
  if (name === undefined) return visible(program);
  if (command && command.commands.length > 0) return visible(command);
  const words = before.slice(1);
  const lesson = words.find((word) => lessonSlugs().includes(word));
  const lessons = OF_LESSONS.includes(name) && !lesson ? lessonSlugs() : [];
  const takesQuestion = OF_QUESTIONS.includes(name) && !words.some(isQuestionId);
  return [...lessons, ...(takesQuestion ? questionIds(lesson ? [lesson] : lessonSlugs()) : [])];
}

function visible(command: Command): string[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => one.name());
}

function questionIds(slugs: readonly string[]): string[] {
  return [...new Set(slugs.flatMap((slug) => Object.keys(findLesson(slug).questions)))];
}

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { root } from '../lessons';

const PROGRAM = `${process.execPath} ${join(root, 'grader/bin/unstuck.js')}`;
/** How each shell starts without a user's settings, and takes the script that is printed for it. */
const SHELLS: Record<string, [flags: string[], setUp: string]> = {
  bash: [['--norc', '-i'], `source <(${PROGRAM} completion bash)`],
  zsh: [['-f', '-i'], `autoload -U compinit; compinit -D; source <(${PROGRAM} completion zsh)`],
  fish: [['--no-config', '-i'], `${PROGRAM} completion fish | source`],
};

test.each(Object.keys(SHELLS))(
  '%s completes commands, lessons and questions, behind npx too',
  async (shell) => {
    const [flags, setUp] = SHELLS[shell]!;
    const pty = spawn(shell, flags, { cols: 200, env: { ...process.env, TERM: 'xterm-256color' } as never });
    let said = '';
    pty.onData((text) => {
      said += text;
    });
    const until = async (text: string) => {
      for (let waited = 0; !stripVTControlCharacters(said).includes(text); waited += 20) {
        if (waited > 300_000) throw new Error(`"${text}" did not come: ${JSON.stringify(said)}`);
        await pause(20);
      }
      said = '';
    };
    pty.write(`${setUp}; echo rea''dy\r`);
    await until('ready');
    for (const [typed, rest] of [
      ['npx unst', 'uck '],
      ['wat', 'ch '],
      ['03-r', 'esampling '],
    ]) {
      pty.write(`${typed}\t`);
      await until(`${typed}${rest}`);
    }
    pty.write('\x15unstuck hint q1 12\t');
    await until('12-capstone ');
    const ended = new Promise((resolve) => pty.onExit(resolve));
    // An interactive shell stays where it is only asked to end.
    pty.kill('SIGKILL');
    await ended;
  },
);

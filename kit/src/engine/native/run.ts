import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { StepError } from './errors';

export interface ToolOptions {
  cwd?: string | undefined;
  env?: NodeJS.ProcessEnv | undefined;
  signal?: AbortSignal | undefined;
  /** Called with each piece of output as it comes. */
  onOutput?: ((text: string) => void) | undefined;
}

export interface ToolResult {
  /** True when the tool ran and ended with status 0. */
  ok: boolean;
  /** Both streams together, the last 64 KiB. */
  output: string;
  /** How it ended where the output may not say: a signal's name, a status, or why it could not start. */
  ending: string;
}

const KEPT = 65_536;

/**
 * Runs a tool and collects what it prints. The tool gets its own process group, so that a stop reaches
 * whatever it started itself.
 *
 * @throws the signal's reason, after the tool was killed.
 */
export async function runTool(
  command: string,
  args: string[],
  options: ToolOptions = {},
): Promise<ToolResult> {
  const { cwd, env, signal, onOutput } = options;
  signal?.throwIfAborted();
  const detached = process.platform !== 'win32';
  const child = spawn(command, args, { cwd, env, detached, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output = (output + chunk).slice(-KEPT);
    onOutput?.(String(chunk));
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const stop = (): void => killGroup(child.pid, detached);
  signal?.addEventListener('abort', stop, { once: true });
  const ending = await new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (status, killed) => resolve(killed ?? `status ${status}`));
  });
  signal?.removeEventListener('abort', stop);
  signal?.throwIfAborted();
  return { ok: ending === 'status 0', output: stripVTControlCharacters(output), ending };
}

function killGroup(pid: number | undefined, detached: boolean): void {
  if (pid === undefined) return;
  try {
    process.kill(detached ? -pid : pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** `runTool` that fails the step with the tool's own last useful line. */
export async function mustRun(
  command: string,
  args: string[],
  next: string,
  options?: ToolOptions,
): Promise<string> {
  const { ok, output, ending } = await runTool(command, args, options);
  if (ok) return output;
  throw new StepError(lastUsefulLine(output) ?? `${command} ended with ${ending}`, next);
}

/** The last line of a tool's output that speaks of an error, else its last line. */
export function lastUsefulLine(output: string): string | undefined {
  const lines = output
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.filter((line) => TELLING.test(line)).at(-1) ?? lines.at(-1);
}

const TELLING = /\berror\b|\bfatal\b|cannot|could not|not found|no space|denied|undefined reference/i;

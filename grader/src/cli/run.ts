import { runNotebook } from '../notebook';

/** `unstuck run`: exit 0 when every cell ran, 1 where one failed. */
export async function runCommand(
  notebook: string,
  { out, timeout }: { out?: string; timeout?: string },
): Promise<number> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort(new Error('interrupted')));
  const { ok } = await runNotebook(notebook, {
    ...(out ? { out } : {}),
    ...(timeout ? { cellTimeout: seconds(timeout) } : {}),
    signal: interrupt.signal,
    onCell: ({ number, of, state, source, outputs }) => {
      if (state === 'running') return;
      console.log(`[${number}/${of}] ${state}  ${firstLine(source)}`);
      if (state === 'failed') console.error(errorText(outputs));
    },
  });
  if (out) console.log(`Written: ${out}`);
  return ok ? 0 : 1;
}

function firstLine(source: string): string {
  return source.trim().split('\n')[0]!.slice(0, 60);
}

function errorText(outputs: object[]): string {
  const error = outputs.find((output) => 'evalue' in output) as { ename: string; evalue: string } | undefined;
  return error ? `${error.ename}: ${error.evalue}` : 'The cell failed.';
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new RangeError(`--timeout: expected seconds > 0, got "${text}"`);
  return value;
}

import { dirname, join } from 'node:path';
import { addonPath } from './compiler';
import { StepError } from './errors';
import { lastUsefulLine, runTool } from './run';

/** Versions that a working engine reports of itself. */
export interface Probed {
  tfjsNode: string;
  tensorflow: string;
}

/**
 * Loads tfjs-node on the engine in `root` in a process of its own and lets it compute, so that an engine which
 * does not load, crashes or computes wrongly is never marked ready.
 *
 * @throws StepError with the reason of that process.
 */
export async function probeEngine(root: string, signal?: AbortSignal): Promise<Probed> {
  const { ok, output, ending } = await runTool(process.execPath, [PROGRAM, addonPath(root)], { signal });
  const answer = output.split('\n').find((line) => line.startsWith(MARK));
  if (ok && answer) return JSON.parse(answer.slice(MARK.length)) as Probed;
  const reason = lastUsefulLine(output) ?? ending;
  throw new StepError(
    `the engine does not work: ${reason}`,
    'run `npx unstuck setup` again; the portable engine runs meanwhile',
  );
}

/** Precedes the probe's answer in its output. */
export const MARK = 'unstuck-probe ';

// The built program, also where this module itself runs from source.
const PROGRAM = join(
  dirname(require.resolve('../../../package.json')),
  'dist/engine/native/probe-program.js',
);

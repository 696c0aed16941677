import { ProbeError } from './probe-error';
import type { ChildReason } from './protocol';
import { CellSyntaxError } from './syntax-error';

/** Why a cell gave no answer, for the grader. */
export interface Explained {
  reason: ChildReason;
  message: string;
}

/** What the system said no to, by the code of the error. */
const LIMITS: Record<string, Explained> = {
  ERR_MEMORY_ALLOCATION_FAILED: outOfMemory(),
  ENOMEM: outOfMemory(),
  ENOSPC: { reason: 'disk-full', message: 'Your code filled the folder it may write to.' },
  EFBIG: { reason: 'file-too-large', message: 'Your code wrote a file that is larger than it may be.' },
  EMFILE: { reason: 'too-many-files', message: 'Your code opened more files than it may.' },
};
const REFUSALS = ['ERR_ACCESS_DENIED', 'EPERM', 'EACCES', 'EROFS'];

/** Puts what a cell threw into words. */
export function explain(error: unknown): Explained {
  try {
    return explained(error);
  } catch {
    // What looks at it throws again: a getter, a proxy.
    return thrown(`threw ${describe(error)}`);
  }
}

function explained(error: unknown): Explained {
  if (error instanceof CellSyntaxError) return { reason: 'syntax-error', message: clip(error.message) };
  if (error instanceof ProbeError) return { reason: error.reason, message: clip(error.message) };
  if (error instanceof Error)
    // `fetch` says why it failed in its cause.
    return (
      refused(error) ??
      refused(error.cause) ??
      notDefined(error) ??
      disposed(error) ??
      thrown(describe(error.message))
    );
  return thrown(`threw ${describe(error)}`);
}

function thrown(message: string): Explained {
  return { reason: /^TODO \w+/.test(message) ? 'not-attempted' : 'throws', message: clip(message) };
}

function refused(error: unknown): Explained | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', message, syscall } = error as NodeJS.ErrnoException;
  if (code === 'MODULE_NOT_FOUND') return thrown(`${message.split('\n')[0]}. ${IMPORTS}`);
  if (/Array buffer allocation failed|Invalid array buffer length|OOM when allocating/.test(message))
    return outOfMemory();
  if (typeof code === 'string' && Object.hasOwn(LIMITS, code)) return LIMITS[code];
  if (!REFUSALS.includes(code)) return undefined;
  const what = syscall ? ` (${syscall})` : '';
  return {
    reason: 'forbidden',
    message: `Your code tried what an answer may not do${what}: it may not read or write outside its own folder, start a process or a worker, or use the network.`,
  };
}

/** A name that the cell uses, and something else defines: another cell, for instance. */
function notDefined(error: Error): Explained | undefined {
  if (!(error instanceof ReferenceError) || !/ is not defined$/.test(error.message)) return undefined;
  return thrown(`${error.message}. ${ONE_CELL}`);
}

/** A tensor that is gone: the engine looks for its data, and finds none. */
function disposed({ message }: Error): Explained | undefined {
  if (!/^Tensor is disposed|\(reading 'backend'\)$/.test(message)) return undefined;
  return thrown(`A tensor is used that is disposed of. ${DISPOSED}`);
}

const DISPOSED =
  'dispose() frees a tensor, and tf.tidy(f) frees what was made in f, other than what f returns; tf.keep(tensor) keeps it.';
const ONE_CELL =
  "Only the question's own cell is graded: a helper from another cell must stand in it as well. What the kit exports is there.";
const IMPORTS = "What the lesson itself imports is there, and Node's own modules.";

function outOfMemory(): Explained {
  return { reason: 'out-of-memory', message: 'Your code asked for more memory than it is given.' };
}

export function exitedEarly(code: number | null): string {
  return `Your code ended the process (exit code ${code}) before it gave an answer.`;
}

function describe(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'a value that cannot be shown';
  }
}

function clip(text: string): string {
  return text.length > 2000 ? `${text.slice(0, 2000)} …` : text;
}

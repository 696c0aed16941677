/** The native engine cannot be loaded; the message says why and names the command that mends it. */
export class EngineUnavailable extends Error {
  override name = 'EngineUnavailable';
}

/** A step of the ladder that did not work: its reason, and the next thing to try, each in one line. */
export class StepError extends Error {
  override name = 'StepError';

  constructor(
    reason: string,
    readonly next: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}

/** What to try after any error of a step. */
export function nextAfter(error: unknown): string {
  if (error instanceof StepError) return error.next;
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'free 1 GB, or name another folder with UNSTUCK_CACHE';
  return 'run `npx unstuck setup` again';
}

/** The `code` that Node puts on errors of the file system and the network. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

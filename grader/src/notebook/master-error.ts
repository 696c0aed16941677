/** A lesson master that cannot be read. The message opens with `solutions/SLUG.ts:LINE`, as a compiler's does. */
export class MasterError extends Error {
  override readonly name = 'MasterError';

  /** @param line the line in the master at fault, counted from 1. */
  constructor(
    readonly slug: string,
    readonly line: number,
    message: string,
  ) {
    super(`solutions/${slug}.ts:${line}: ${message}`);
  }
}

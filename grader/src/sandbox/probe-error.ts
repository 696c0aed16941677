import type { ChildReason } from './protocol';

/** A cell that ran but did not give what the question asks for. */
export class ProbeError extends Error {
  constructor(
    readonly reason: ChildReason,
    message: string,
  ) {
    super(message);
  }
}

/** What a value is, for a message. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

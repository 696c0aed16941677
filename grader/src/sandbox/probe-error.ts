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
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (isTensor(value)) return 'a tensor';
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  return `${/^[AEIOU]/.test(tag) ? 'an' : 'a'} ${tag === 'Object' ? 'object' : tag}`.slice(0, 50);
}

/** Whether it is a tensor, without loading the engine. */
export function isTensor(value: object): boolean {
  return typeof (value as { dataSync?: unknown }).dataSync === 'function';
}

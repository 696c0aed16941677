/** Refuses an option that must be a whole number of at least `least`, and gives it back. */
export function wholeNumber(name: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`${name}: expected a whole number >= ${least}, got ${show(value)}`);
}

/** Refuses an option that must be a finite number of at least 0, and gives it back. */
export function nonNegative(name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new RangeError(`${name}: expected a finite number >= 0, got ${show(value)}`);
}

/** Refuses an option that is none of the choices, and gives it back. */
export function oneOf<T>(name: string, value: T, choices: readonly T[]): T {
  if (choices.includes(value)) return value;
  throw new RangeError(`${name}: expected ${choices.map(show).join(' or ')}, got ${show(value)}`);
}

/** Writes a value for an error. */
export function show(value: unknown): string {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
    ? JSON.stringify(value)
    : String(value);
}

/**
 * Reads an option that is a whole number.
 *
 * @throws RangeError that names the option.
 */
export function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name}: expected a whole number >= 0, got "${text}"`);
  return value;
}

/**
 * Refuses names that are not known. Python's spelling gets a hint.
 *
 * @param caller to begin the error.
 * @param what the names are of, as `option`.
 */
export function checkNames(caller: string, what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const camel = unknown.replaceAll('_', '').toLowerCase();
  const meant = known.find((name) => name.toLowerCase() === camel);
  const hint = meant ? `did you mean ${meant}?` : `known are ${known.join(', ')}`;
  throw new TypeError(`${caller}: ${unknown}: there is no such ${what}; ${hint}`);
}

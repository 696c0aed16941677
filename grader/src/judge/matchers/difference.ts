/** What a call must return: numbers, strings and booleans, alone or in arrays and objects. */
export type Reference = number | string | boolean | null | Reference[] | { [key: string]: Reference };

/**
 * Says at which place a value first differs from the reference and how; undefined where it does not.
 *
 * @param path where in the whole value this part is, as one would write it behind its name: `[2].mean`.
 */
export function firstDifference(
  got: unknown,
  expected: Reference,
  tolerance: number,
  path = '',
): string | undefined {
  if (typeof expected === 'object' && expected !== null)
    return firstPart(got, expected, tolerance, path) ?? undefined;
  if (agree(got, expected, tolerance)) return undefined;
  const digits = show(got) === show(expected) ? ALL_DIGITS : DIGITS;
  return `${show(got, digits)}${path && ` at ${path}`}, expected ${show(expected, digits)}`;
}

const DIGITS = 6;
const ALL_DIGITS = 17;
/** Characters of a list. */
const MOST_SHOWN = 40;

function firstPart(got: unknown, expected: object, tolerance: number, path: string): string | undefined {
  const wanted = Object.entries(expected) as [string, Reference][];
  const isList = Array.isArray(expected);
  const fits = typeof got === 'object' && got !== null && Array.isArray(got) === isList;
  if (!fits || (isList && (got as unknown[]).length !== wanted.length))
    return `${shape(got)}${path && ` at ${path}`}, expected ${shape(expected)}`;
  for (const [key, part] of wanted) {
    const place = isList ? `${path}[${key}]` : `${path}.${key}`;
    const difference = firstDifference((got as Record<string, unknown>)[key], part, tolerance, place);
    if (difference) return difference;
  }
  return undefined;
}

function agree(got: unknown, expected: Reference, tolerance: number): boolean {
  if (typeof expected !== 'number' || typeof got !== 'number') return got === expected;
  if (Object.is(got, expected)) return true;
  return Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected));
}

/** What kind of value it is, and how large; the value itself where it has no parts, or few. */
function shape(value: unknown): string {
  if (Array.isArray(value)) {
    const text = listed(value);
    return text.length > MOST_SHOWN ? `an array of ${value.length}` : text;
  }
  if (typeof value !== 'object' || value === null) return show(value);
  return `an object with ${Object.keys(value).join(', ') || 'nothing in it'}`.slice(0, 100);
}

/** JSON has no NaN, and would say null. */
function listed(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(listed).join(',')}]` : show(value);
}

function show(value: unknown, digits = DIGITS): string {
  return typeof value === 'number'
    ? String(Number(value.toPrecision(digits)))
    : (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}

/**
 * Expects numbers, nested alike, to agree: each within `tolerance` of the other's size, exactly where they
 * are NaN or infinite.
 *
 * @param floor sizes below this count as this: what cancellation leaves of larger numbers.
 */
export function expectClose(actual: unknown, expected: unknown, tolerance = 1e-9, floor = 1e-6): void {
  const [a, e] = [flat(actual), flat(expected)];
  expect(a.length).toBe(e.length);
  const apart = e.flatMap((value, i) => (isClose(a[i]!, value, tolerance, floor) ? [] : [[i, a[i], value]]));
  expect(apart).toEqual([]);
}

function isClose(a: number, e: number, tolerance: number, floor: number): boolean {
  return Object.is(a, e) || a === e || Math.abs(a - e) <= tolerance * Math.max(Math.abs(e), floor);
}

function flat(x: unknown): number[] {
  if (typeof x === 'number') return [x];
  return Array.from(x as ArrayLike<unknown>, flat).flat();
}

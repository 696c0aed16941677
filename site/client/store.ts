/** What the browser keeps for this course. A browser that keeps nothing gives the default. */
export function recall<T>(name: string, otherwise: T): T {
  try {
    return (JSON.parse(localStorage.getItem(`unstuck.${name}`) ?? 'null') as T | null) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Keeps a value; where the browser refuses, it is forgotten with the page. */
export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(`unstuck.${name}`, JSON.stringify(value));
  } catch {
    // Private windows of some browsers keep nothing.
  }
}

/** All that is kept, by name. */
export function everything(): Record<string, unknown> {
  const names = Object.keys(localStorage).filter((name) => name.startsWith('unstuck.'));
  return Object.fromEntries(names.map((name) => [name.slice(8), recall(name.slice(8), null)]));
}

/** Forgets all of it. */
export function wipe(): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith('unstuck.')) localStorage.removeItem(name);
}

const MOST_CHARACTERS = 100;

/** Makes a name safe as a file name on every system, and readable: `Ana Díaz/hw 1` becomes `Ana-Díaz-hw-1`. */
export function safeName(name: string): string {
  const safe = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, MOST_CHARACTERS);
  return safe || 'submission';
}

/** Adds `-2`, `-3`, … where the id is taken, also by one that differs in case alone. */
export function freeId(name: string, taken: ReadonlySet<string>): string {
  const base = safeName(name);
  let id = base;
  for (let n = 2; taken.has(id.toLowerCase()); n++) id = `${base}-${n}`;
  return id;
}

/** Files that were fetched before the kit asks for them: it reads them at once, as under Node. */
const files = new Map<string, Uint8Array>();

/** Puts a file where `readFileSync` finds it. */
export function provide(file: string, bytes: Uint8Array): void {
  files.set(file, bytes);
}

export function existsSync(file: string): boolean {
  return files.has(file);
}

export function readFileSync(file: string): Uint8Array {
  const bytes = files.get(file);
  if (!bytes) throw new Error(`${file}: a page reads no files`);
  return bytes;
}

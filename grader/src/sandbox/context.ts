/**
 * Puts the kit's names into a cell's scope, as a lesson's first cell does; the kit is loaded at the first use
 * of one.
 */
export function defineContext(names: string[], load: () => Record<string, unknown>): void {
  for (const name of names)
    Object.defineProperty(globalThis, name, {
      get: () => load()[name],
      // A cell may declare a name of its own.
      set: (value) => Object.defineProperty(globalThis, name, { value, writable: true }),
      configurable: true,
    });
}

/** Whether a cell needs the engine before it runs. */
export function needsEngine(source: string): boolean {
  return /\b(tf|train|toTensor)\b|tensorflow/.test(source);
}

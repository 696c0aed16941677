/** What a lesson's first cell imports from the kit, and so what a question's cell may use without importing. */
export const KIT_NAMES = [
  'accuracy',
  'datasets',
  'plot',
  'random',
  'ready',
  'seed',
  'takeRows',
  'tf',
  'toTensor',
  'train',
] as const;

/**
 * Puts the kit's names into scope, each loaded at its first use: tfjs costs half a second that a
 * question without tensors should not pay.
 */
export function defineContext(load: () => Record<string, unknown>): void {
  for (const name of KIT_NAMES)
    Object.defineProperty(globalThis, name, { get: () => load()[name], configurable: true });
}

/** Whether a cell needs the engine before it runs. */
export function needsEngine(source: string): boolean {
  return /\b(tf|train|toTensor)\b|tensorflow/.test(source);
}

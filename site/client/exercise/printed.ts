const MOST_LINES = 200;

/** Hears what an answer prints, and hands it on as text. */
export function listen(tell: (text: string) => void): void {
  let lines = 0;
  const print = (...values: unknown[]) => {
    if (lines++ < MOST_LINES) tell(values.map(asText).join(' '));
  };
  Object.assign(console, { log: print, info: print, warn: print, error: print, table: print });
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  // A chart says itself in characters.
  if (typeof value === 'object' && value !== null && 'text' in value) return String(value.text);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return JSON.stringify(value, null, 1) ?? String(value);
  } catch {
    return String(value);
  }
}

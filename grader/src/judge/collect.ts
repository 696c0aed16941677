type Collect = (id: string, judge: unknown) => void;

let current: Collect | undefined;

/** What `lesson` does with each question while a spec is loaded without jest's runner; undefined under jest. */
export function collecting(): Collect | undefined {
  return current;
}

/** Loads a spec and returns what it gave for each question, without running any of it. */
export function collect<Judge>(load: () => void): Map<string, Judge> {
  const judges = new Map<string, Judge>();
  current = (id, judge) => judges.set(id, judge as Judge);
  try {
    load();
  } finally {
    current = undefined;
  }
  return judges;
}

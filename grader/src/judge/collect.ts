import type { Judge } from './question';

type Collect = (id: string, judge: Judge) => void;

let current: Collect | undefined;

/** What `lesson` does with each question while a spec is loaded without jest's runner; undefined under jest. */
export function collecting(): Collect | undefined {
  return current;
}

/** Loads a spec and returns its judges by question, without running one. */
export function collectJudges(load: () => void): Map<string, Judge> {
  const judges = new Map<string, Judge>();
  current = (id, judge) => judges.set(id, judge);
  try {
    load();
  } finally {
    current = undefined;
  }
  return judges;
}

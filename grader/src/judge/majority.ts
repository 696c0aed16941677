import { Verdict } from './verdict';

/**
 * Judges a training over seeds: the first two of three that agree decide. What is not a verdict on the
 * training (a crash, a time-out, a missing function) ends it at once: another seed would not change it.
 *
 * With a stored false-fail bound of 5 % for one run, two of three bound it at 0.7 %.
 *
 * @param trial trains and asserts once with the given seed.
 */
export async function majority(firstSeed: number, trial: (seed: number) => Promise<void>): Promise<void> {
  let passes = 0;
  const failures: unknown[] = [];
  for (let seed = firstSeed; passes < 2 && failures.length < 2; seed++) {
    try {
      await trial(seed);
      passes++;
    } catch (error) {
      if (error instanceof Verdict) throw error;
      failures.push(error);
    }
  }
  if (failures.length === 2) throw failures[0];
}

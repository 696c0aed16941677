/** How often one run errs at most: fails a right answer, passes a wrong one. */
export interface RunErrors {
  falseFail: number;
  falsePass: number;
}

export type Decision = 'pass' | 'fail' | 'inconclusive';

/** Most that a verdict may err, on right answers and on wrong ones. */
export const MOST_ERRORS = 0.01;

/** Runs after which an answer that is neither is left to a person. */
export const MOST_RUNS = 8;

/** Odds at which a verdict is certain enough: with them at most one in a hundred errs (Ville's inequality). */
const CERTAIN = Math.log(1 / MOST_ERRORS);

/**
 * Wald's sequential probability ratio test (1945) of "right, and fails at `falseFail`" against "wrong, and passes at
 * `falsePass`". With 60 runs without an error behind both, which bound them at 4.9 %, it asks for a lead of two.
 *
 * @returns undefined where another run is needed.
 */
export function decide(passes: number, fails: number, errors: RunErrors): Decision | undefined {
  const odds = passes * oddsOfPass(errors) - fails * oddsOfFail(errors);
  if (odds >= CERTAIN) return 'pass';
  if (odds <= -CERTAIN) return 'fail';
  return passes + fails >= MOST_RUNS ? 'inconclusive' : undefined;
}

/** What the verdicts of the test come to, computed over every sequence of runs. */
export interface VerdictErrors {
  /** Share of right answers that get a fail. */
  falseFail: number;
  /** Share of wrong answers that get a pass. */
  falsePass: number;
  /** Share that gets no verdict, of right or of wrong answers, whichever is more. */
  inconclusive: number;
}

export function verdictErrors(errors: RunErrors): VerdictErrors {
  const right = shares(1 - errors.falseFail, errors);
  const wrong = shares(errors.falsePass, errors);
  return {
    falseFail: right.fail,
    falsePass: wrong.pass,
    inconclusive: Math.max(right.inconclusive, wrong.inconclusive),
  };
}

/** Trials that were needed, and what they come to. */
export interface Sequence<T> {
  decision: Decision;
  runs: T[];
}

/**
 * Draws seeds until the verdict is certain. What is not a verdict on a training (a crash, a time-out, a missing
 * function) is thrown by the trial and ends it at once: another seed would not change it.
 *
 * @param trial judges once with the given seed.
 * @param hasFreeCore asked when the first run has begun: where there is one, the second begins at once. It changes
 *   no verdict.
 */
export async function sequentially<T extends { pass: boolean }>(
  firstSeed: number,
  errors: RunErrors,
  trial: (seed: number) => Promise<T>,
  hasFreeCore: () => boolean = () => false,
): Promise<Sequence<T>> {
  const first = trial(firstSeed);
  const ahead = hasFreeCore() ? trial(firstSeed + 1) : undefined;
  // Nobody may be waiting for it yet when it is thrown.
  ahead?.catch(() => {});
  try {
    return await untilCertain((n) => (n === 0 ? first : (n === 1 && ahead) || trial(firstSeed + n)), errors);
  } finally {
    await Promise.allSettled([ahead]);
  }
}

async function untilCertain<T extends { pass: boolean }>(
  nth: (n: number) => Promise<T>,
  errors: RunErrors,
): Promise<Sequence<T>> {
  const runs: T[] = [];
  for (;;) {
    runs.push(await nth(runs.length));
    const passes = runs.filter(({ pass }) => pass).length;
    const decision = decide(passes, runs.length - passes, errors);
    if (decision) return { decision, runs };
  }
}

/** Natural logarithm of how much likelier a run passes when the answer is right; 0 where that says nothing. */
function oddsOfPass({ falseFail, falsePass }: RunErrors): number {
  return falseFail + falsePass < 1 ? Math.log((1 - falseFail) / falsePass) : 0;
}

/** The same for a run that fails, when the answer is wrong. */
function oddsOfFail({ falseFail, falsePass }: RunErrors): number {
  return oddsOfPass({ falseFail: falsePass, falsePass: falseFail });
}

/** Of answers whose runs pass at this rate, how many get which verdict. */
function shares(passRate: number, errors: RunErrors, passes = 0, fails = 0): Record<Decision, number> {
  const decision = decide(passes, fails, errors);
  if (decision) return { pass: 0, fail: 0, inconclusive: 0, [decision]: 1 };
  const after = [shares(passRate, errors, passes + 1, fails), shares(passRate, errors, passes, fails + 1)];
  const sum = (verdict: Decision) => passRate * after[0]![verdict] + (1 - passRate) * after[1]![verdict];
  return { pass: sum('pass'), fail: sum('fail'), inconclusive: sum('inconclusive') };
}

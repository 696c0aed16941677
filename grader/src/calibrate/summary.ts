import { twoOfThree, upperBound } from './bounds';
import { passes, type QuestionRecord } from './record';

/** Most that the verdict of a question may err, on right answers and on wrong ones. */
export const MOST_ERRORS = 0.01;

/** Upper 95 % bounds on errors, each for the answer that errs most. */
export interface Bounds {
  /** One run fails a right answer. */
  falseFail: number;
  /** One run passes a wrong answer. */
  falsePass: number;
  /** Two runs of three do. */
  majorityFalseFail: number;
  majorityFalsePass: number;
}

export function boundsOf(record: QuestionRecord): Bounds {
  const falseFail = worst(record, 'pass', false);
  const falsePass = worst(record, 'fail', true);
  return {
    falseFail,
    falsePass,
    majorityFalseFail: twoOfThree(falseFail),
    majorityFalsePass: twoOfThree(falsePass),
  };
}

/** The bounds as a sentence. */
export function describeBounds(record: QuestionRecord): string {
  const { falseFail, falsePass, majorityFalseFail, majorityFalsePass } = boundsOf(record);
  return (
    `At 95 % confidence one run fails a right answer in at most ${percent(falseFail)} and passes a wrong one in ` +
    `at most ${percent(falsePass)}; two runs of three in ${percent(majorityFalseFail)} and ${percent(majorityFalsePass)}.`
  );
}

/** How often an answer passed, and between which values each criterion was. */
export function describeAnswer(name: string, record: QuestionRecord): string {
  const { runs } = record.answers[name]!;
  const passed = runs.filter((run) => passes(run, record.criteria)).length;
  const ranges = record.criteria.map((criterion, i) => {
    const values = runs.flatMap((run) => (typeof run === 'string' ? [] : (run[i] ?? [])));
    if (values.length === 0) return `${criterion.name} not measured`;
    return `${criterion.name} ${Math.min(...values)} to ${Math.max(...values)}`;
  });
  const lost = [...new Set(runs.filter((run) => typeof run === 'string'))];
  return `${name}: ${passed} of ${runs.length} runs pass; ${[...ranges, ...lost].join('; ')}`;
}

export function percent(rate: number): string {
  return `${(100 * rate).toFixed(2)} %`;
}

function worst({ answers, criteria }: QuestionRecord, expected: 'pass' | 'fail', error: boolean): number {
  const judged = Object.values(answers).filter((answer) => answer.expected === expected);
  const bounds = judged.map(({ runs }) =>
    runs.length === 0
      ? 1
      : upperBound(runs.filter((run) => passes(run, criteria) === error).length, runs.length),
  );
  return Math.max(...bounds);
}

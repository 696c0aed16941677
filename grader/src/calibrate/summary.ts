import { type RunErrors, type VerdictErrors, verdictErrors } from '../judge/training/sequential';
import { upperBound } from './bounds';
import { passes, type QuestionRecord } from './record';

/** Upper 95 % bounds on the errors of one run, each for the answer that errs most. */
export function runErrors(record: QuestionRecord): RunErrors {
  return { falseFail: worst(record, 'pass', false), falsePass: worst(record, 'fail', true) };
}

/** The same for a verdict, which takes as many runs as it needs. */
export function boundsOf(record: QuestionRecord): VerdictErrors {
  return verdictErrors(runErrors(record));
}

/** The bounds as a sentence. */
export function describeBounds(record: QuestionRecord): string {
  const run = runErrors(record);
  const verdict = boundsOf(record);
  return (
    `At 95 % confidence one run fails a right answer in at most ${percent(run.falseFail)} and passes a wrong one in ` +
    `at most ${percent(run.falsePass)}; a verdict in ${percent(verdict.falseFail)} and ${percent(verdict.falsePass)}, ` +
    `and there is none in ${percent(verdict.inconclusive)}.`
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

import { existsSync, readFileSync } from 'node:fs';
import { BaseReporter, type Test, type TestCaseResult, type TestResult } from '@jest/reporters';
import type { Judged } from '../judge/session';

/** Told of each verdict as it comes. */
export type Listener = (judged: Judged) => void;

interface Options {
  outcomes: string;
}

/**
 * Turns a jest run over the specs into verdicts. A verdict counts only where jest and the spec's own
 * record agree: a pass without a passed test, or a failure without a failed one, is none.
 */
export default class GradeReporter extends BaseReporter {
  /** The run in progress; jest makes the reporter itself, so there is no other way to hand these over. */
  static listener: Listener = () => {};
  static verdicts: Judged[] = [];
  /** Why a spec could not run at all. */
  static defects: string[] = [];

  constructor(
    _global: unknown,
    private readonly options: Options,
  ) {
    super();
  }

  override log(): void {}

  override onRunStart(): void {
    GradeReporter.verdicts = [];
    GradeReporter.defects = [];
  }

  override onTestCaseResult(_test: Test, { title, status }: TestCaseResult): void {
    const judged = this.records().find(({ submission, question }) => `${submission} ${question}` === title);
    if (!judged || (status === 'passed') !== (judged.status === 'pass')) return;
    GradeReporter.verdicts.push(judged);
    GradeReporter.listener(judged);
  }

  override onTestResult(_test?: Test, result?: TestResult): void {
    if (result?.testExecError) GradeReporter.defects.push(result.testExecError.message);
  }

  private records(): Judged[] {
    if (!existsSync(this.options.outcomes)) return [];
    const lines = readFileSync(this.options.outcomes, 'utf8').trim().split('\n');
    return lines.filter(Boolean).map((line) => JSON.parse(line));
  }
}

import { type AggregatedResult, BaseReporter, type TestContext } from '@jest/reporters';

/** Closes a jest run with the line `N passed, N failed`, and lets no skipped test pass in silence under CI. */
export default class TallyReporter extends BaseReporter {
  private skipped = 0;

  override onRunStart(): void {}

  override onRunComplete(_contexts?: Set<TestContext>, results?: AggregatedResult): void {
    if (!results) return;
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } =
      results;
    this.skipped = numPendingTests + numTodoTests;
    const tail = this.skipped > 0 ? `, ${this.skipped} skipped` : '';
    // A suite that could not run is a failure, though it counts no test.
    const line = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${tail}`;
    // jest prints its own summary after every other reporter; the closing line comes last.
    process.once('exit', () => console.log(line));
  }

  override getLastError(): Error | undefined {
    return process.env.CI && this.skipped > 0 ? new Error(`${this.skipped} tests were skipped`) : undefined;
  }
}

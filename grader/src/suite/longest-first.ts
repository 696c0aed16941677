import type { Test } from '@jest/reporters';
import Sequencer from '@jest/test-sequencer';

/** The files that take minutes, longest first. Jest knows only once it has run them, and a clean checkout has not. */
export const LONGEST = [
  'site/src/pages.test.ts',
  'grader/src/corpus/corpus.test.ts',
  'grader/src/notebook/lessons-jupyter.test.ts',
  'grader/src/calibrate/stored.test.ts',
  'grader/src/grade/answers.test.ts',
  'grader/src/notebook/lessons-portable.test.ts',
  'site/src/panel.test.ts',
  'kit/src/engine/native/setup.test.ts',
  'site/src/exercise.test.ts',
  'grader/src/grade/grade.test.ts',
];

/** Begins the longest files first, so that no worker is left with one when the others have ended. */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Test[]): Promise<Test[]> {
    const rest = await super.sort(tests.filter((test) => rank(test) === -1));
    const longest = tests.filter((test) => rank(test) !== -1).sort((one, other) => rank(one) - rank(other));
    return [...longest, ...rest];
  }
}

function rank({ path }: Test): number {
  return LONGEST.findIndex((file) => path.endsWith(file));
}

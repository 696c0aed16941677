import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GradebookReader, GradedLesson, SubmissionRecord } from '../gradebook/records';
import { ClassTally } from './class-tally';
import { gradescopeOf } from './gradescope';
import { junitFile, junitSuite } from './junit';
import { feedbackPage } from './page/feedback';
import { summaryPage } from './page/summary';
import {
  canvasHeader,
  canvasRow,
  csv,
  gradebookHeader,
  gradebookRow,
  moodleHeader,
  moodleRow,
} from './tables';
import { writeWhole } from './write-file';

export { type GradescopeResults, gradescopeOf, mergeResults } from './gradescope';
export { similarPage } from './page/similar';
export { writeWhole } from './write-file';

/**
 * Writes everything that is derived from a gradebook: `results/ID.json` and `feedback/ID.html` for each submission,
 * and of those that count `gradebook.csv`, `canvas-LESSON.csv`, `moodle-LESSON.csv`, `junit.xml` and `summary.html`.
 * One submission is held at a time. But for seconds in the summary, equal gradebooks make equal files.
 *
 * @throws Error that names the first file that cannot be written.
 */
export function writeOutputs(out: string, gradebook: GradebookReader): void {
  for (const folder of ['results', 'feedback']) mkdirSync(join(out, folder), { recursive: true });
  const lessons = gradebook.lessons();
  const whole = new ClassFiles(lessons);
  for (const submission of gradebook.submissions()) {
    writeSubmission(out, submission, lessons);
    if (submission.counts) whole.add(submission);
  }
  for (const [name, text] of whole.files()) writeWhole(join(out, name), text);
}

function writeSubmission(out: string, submission: SubmissionRecord, lessons: readonly GradedLesson[]): void {
  const { id } = submission;
  const lesson = lessons.find(({ slug }) => slug === submission.lesson);
  const results = gradescopeOf(submission, lessons);
  writeWhole(join(out, 'results', `${id}.json`), `${JSON.stringify(results, null, 2)}\n`);
  writeWhole(join(out, 'feedback', `${id}.html`), feedbackPage(submission, lesson));
}

type Rows = ReturnType<typeof canvasRow>[];

/** Files about the class as a whole; of each submission they keep a row, and nothing of its answers. */
class ClassFiles {
  private readonly tally = new ClassTally();
  private readonly suites: string[] = [];
  private readonly rows: Rows = [];
  private readonly canvas = new Map<string, Rows>();
  private readonly moodle = new Map<string, Rows>();
  private readonly questionIds: string[];

  constructor(private readonly lessons: readonly GradedLesson[]) {
    const ids = lessons.flatMap(({ questions }) => questions.map(({ id }) => id));
    this.questionIds = [...new Set(ids)].sort();
    for (const lesson of lessons) {
      this.canvas.set(lesson.slug, canvasHeader(lesson));
      this.moodle.set(lesson.slug, [moodleHeader]);
    }
  }

  add(submission: SubmissionRecord): void {
    const lesson = this.lessons.find(({ slug }) => slug === submission.lesson);
    this.tally.add(submission);
    this.suites.push(junitSuite(submission));
    this.rows.push(gradebookRow(submission, this.questionIds));
    // A platform gets a grade only where there is one: not a zero that nobody decided on.
    if (!lesson || (submission.state !== 'graded' && submission.state !== 'rejected')) return;
    this.canvas.get(lesson.slug)!.push(canvasRow(submission));
    this.moodle.get(lesson.slug)!.push(moodleRow(submission, lesson));
  }

  files(): [name: string, text: string][] {
    const imports = (name: string, of: Map<string, Rows>) =>
      [...of].map(([slug, rows]): [string, string] => [`${name}-${slug}.csv`, csv(rows)]);
    return [
      ['gradebook.csv', csv([gradebookHeader(this.questionIds), ...this.rows])],
      ...imports('canvas', this.canvas),
      ...imports('moodle', this.moodle),
      ['junit.xml', junitFile(this.suites)],
      ['summary.html', summaryPage(this.tally, this.lessons)],
    ];
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadTask, trainingQuestions } from '../calibrate/task';
import { findLesson, type Lesson, lessonSlugs } from '../lessons';
import type { SubmissionResult } from '.';
import { gradeFiles, submission } from './submission.fixture';

/** Whether an answer passes from other seeds too is what its calibration says. */
const SEED = '1';
const HALF_AN_HOUR = 1_800_000;

interface Answer {
  question: string;
  name: string;
  source: string;
}

/** Files beside each spec: `answers/QUESTION/right-*.ts` must pass, `wrong-*.ts` must not. */
function answersOf({ spec, questions }: Lesson): Answer[] {
  return Object.keys(questions).flatMap((question) => {
    const folder = join(dirname(spec), 'answers', question);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return names.map((name) => ({ question, name, source: readFileSync(join(folder, name), 'utf8') }));
  });
}

/** Grades the reference, the untouched starter, and each answer as a submission that answers nothing else. */
function gradeLesson({ slug, questions, notebook }: Lesson, answers: Answer[]): SubmissionResult[] {
  const nothing = Object.fromEntries(Object.keys(questions).map((id) => [id, null]));
  const files = answers.map(({ question, name, source }) => [
    `${question}-${name}.ipynb`,
    submission(slug, { ...nothing, [question]: source }),
  ]);
  const whole = { 'reference.ipynb': submission(slug), 'starter.ipynb': readFileSync(notebook, 'utf8') };
  return gradeFiles({ ...whole, ...Object.fromEntries(files) }, '--seed', SEED).report.results;
}

/** Lengths of all lists, however deep in a value. */
function listsIn(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(listsIn);
  return Array.isArray(value) ? [value.length, ...inside] : inside;
}

describe.each(lessonSlugs())('%s', (slug) => {
  const lesson = findLesson(slug);
  const answers = answersOf(lesson);
  // Those that train are judged beside their sixty runs (calibrate/stored.test.ts).
  const graded = answers.filter(({ question }) => !trainingQuestions(lesson).includes(question));
  let results: SubmissionResult[];
  const resultOf = (file: string) => results.find((result) => result.submission === file)!;

  beforeAll(() => {
    results = gradeLesson(lesson, graded);
  }, HALF_AN_HOUR);

  test.each(graded)('$question $name', ({ question, name }) => {
    const verdict = resultOf(`${question}-${name}.ipynb`).questions.find(({ id }) => id === question)!;
    const passed = `${verdict.status}: ${verdict.reason} ${verdict.message}`;
    expect(passed).toMatch(name.startsWith('right-') ? /^pass/ : /^(fail|error|timeout)/);
  });

  test('the reference has full marks', () => {
    const { score, maxScore, questions } = resultOf('reference.ipynb');
    expect(questions.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(score).toBe(maxScore);
  });

  test('the untouched starter has no point, and every question says why', () => {
    const { score, questions } = resultOf('starter.ipynb');
    expect(score).toBe(0);
    for (const { status, message } of questions) {
      expect(status).toMatch(/^(fail|error)$/);
      expect(message).not.toBe('');
    }
  });

  test('no evidence holds a list as long as a set of held-out rows: nobody reads a label out of it', () => {
    const lengths = results.flatMap(({ questions }) =>
      questions.flatMap(({ evidence }) => listsIn(evidence)),
    );
    const heldOut = trainingQuestions(lesson).map((id) => loadTask(lesson, id).data(1).heldOut.x.shape[0]!);
    expect(Math.max(0, ...lengths)).toBeLessThan(Math.min(...heldOut));
  });

  test('each question has at least two other right answers and three wrong ones', () => {
    for (const question of Object.keys(lesson.questions)) {
      const names = answers.filter((answer) => answer.question === question).map(({ name }) => name);
      expect(names.filter((name) => name.startsWith('right-')).length).toBeGreaterThanOrEqual(2);
      expect(names.filter((name) => name.startsWith('wrong-')).length).toBeGreaterThanOrEqual(3);
    }
  });
});

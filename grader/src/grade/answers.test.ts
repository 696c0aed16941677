import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findLesson, lessonSlugs } from '../lessons';
import { gradeFiles, submission } from './submission.fixture';

/** Answers beside each spec: `answers/QUESTION/right-*.ts` must pass, `wrong-*.ts` must not. */
function answersOf(slug: string): { question: string; name: string; source: string }[] {
  const folder = join(dirname(findLesson(slug).spec), 'answers');
  return readdirSync(folder).flatMap((question) =>
    readdirSync(join(folder, question)).map((name) => ({
      question,
      name,
      source: readFileSync(join(folder, question, name), 'utf8'),
    })),
  );
}

describe.each(lessonSlugs())('%s', (slug) => {
  const answers = answersOf(slug);
  const others = (question: string) =>
    Object.fromEntries(
      Object.keys(findLesson(slug).questions)
        .filter((id) => id !== question)
        .map((id) => [id, null]),
    );
  const files = answers.map(({ question, name, source }) => [
    `${question}-${name}.ipynb`,
    submission(slug, { ...others(question), [question]: source }),
  ]);
  const { report } = gradeFiles(Object.fromEntries(files));

  test.each(answers)('$question $name', ({ question, name }) => {
    const result = report.results.find(({ submission: file }) => file === `${question}-${name}.ipynb`);
    const verdict = result!.questions.find(({ id }) => id === question)!;
    const passed = `${verdict.status}: ${verdict.reason} ${verdict.message}`;
    expect(passed).toMatch(name.startsWith('right-') ? /^pass/ : /^(fail|error|timeout)/);
  });

  test('each question has at least two other right answers and three wrong ones', () => {
    for (const question of Object.keys(findLesson(slug).questions)) {
      const names = answers.filter((answer) => answer.question === question).map(({ name }) => name);
      expect(names.filter((name) => name.startsWith('right-')).length).toBeGreaterThanOrEqual(2);
      expect(names.filter((name) => name.startsWith('wrong-')).length).toBeGreaterThanOrEqual(3);
    }
  });
});

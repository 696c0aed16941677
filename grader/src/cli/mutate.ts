import { findLesson, lessonSlugs } from '../lessons';
import { mutate, type Progress, problemsOf } from '../mutate';
import { killMatrix } from '../mutate/matrix';
import { endOnInterrupt, ProgressBar } from './progress-bar';

/** Columns of what stands beside the bar. */
const WORDS = 66;

/** `unstuck dev mutate`: exit 1 where a slip in a reference answer is noticed by nothing. */
export async function mutateCommand(
  slug: string | undefined,
  { question }: { question?: string },
): Promise<number> {
  endOnInterrupt();
  const problems: string[] = [];
  const bar = process.stderr.isTTY ? newBar() : undefined;
  for (const one of slug === undefined ? lessonSlugs() : [slug]) {
    const lesson = findLesson(one);
    const progress = bar ? barProgress(bar, one) : lineProgress(one);
    const judged = await mutate(lesson, question, progress).finally(() => bar?.stop());
    console.log(`\n${one}\n${killMatrix(judged)}`);
    problems.push(...problemsOf(lesson, judged));
  }
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
}

function newBar(): ProgressBar {
  return new ProgressBar('{slug} {question} |{bar}| {value}/{total} mutants, {eta_formatted} left', WORDS);
}

function barProgress(bar: ProgressBar, slug: string): Progress {
  return {
    start: (question, total, done) => bar.start(total, done, { slug, question }),
    judged: (count) => bar.increment(count),
  };
}

function lineProgress(slug: string): Progress {
  return {
    start: (question, total, done) =>
      console.log(`${slug} ${question}: ${total} mutants, ${done} of them are judged`),
    judged: () => {},
  };
}

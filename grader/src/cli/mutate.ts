import { SingleBar } from 'cli-progress';
import { findLesson, lessonSlugs } from '../lessons';
import { mutate, type Progress, problemsOf } from '../mutate';
import { killMatrix } from '../mutate/matrix';

/** `unstuck dev mutate`: exit 1 where a slip in a reference answer is noticed by nothing. */
export async function mutateCommand(
  slug: string | undefined,
  { question }: { question?: string },
): Promise<number> {
  const problems: string[] = [];
  for (const one of slug === undefined ? lessonSlugs() : [slug]) {
    const lesson = findLesson(one);
    const progress = process.stderr.isTTY ? barProgress(one) : lineProgress(one);
    const judged = await mutate(lesson, question, progress).finally(() => progress.stop());
    console.log(`\n${one}\n${killMatrix(judged)}`);
    problems.push(...problemsOf(lesson, judged));
  }
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
}

function barProgress(slug: string): Progress & { stop(): void } {
  const bar = new SingleBar({
    format: '{slug} {question} |{bar}| {value}/{total} mutants, {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
  });
  return {
    start: (question, total, done) => bar.start(total, done, { slug, question }),
    judged: (count) => bar.increment(count),
    stop: () => bar.stop(),
  };
}

function lineProgress(slug: string): Progress & { stop(): void } {
  return {
    start: (question, total, done) =>
      console.log(`${slug} ${question}: ${total} mutants, ${done} of them are judged`),
    judged: () => {},
    stop: () => {},
  };
}
